"""What the demo's interviewers write: notes put together from parts, so that thousands differ and all read naturally.

`craft`, `judgement`, `people` and `reliability` hold the parts, one theme per dimension; `remarks` holds the red flags,
summaries and reasons; `notes` puts them together. Notes leave out the subject, as hurried people do, and so name nobody.
"""
