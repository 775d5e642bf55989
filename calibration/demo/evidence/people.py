"""Notes on working with people: being understood, changing how others work, helping them grow."""

from __future__ import annotations

from calibration.demo.evidence.theme import Theme

COMMUNICATION = Theme(
    seen={
        5: (
            "put a hard choice to the directors on one page and had the decision in ten minutes",
            "gave the crew one sentence, the engineers three and the directors a figure, and all of them were right",
            "wrote a paper from which {teams} teams decided without meeting",
            "separated facts from preferences in a heated exchange until only one question was left",
        ),
        4: (
            "brought the bad news a week before it was due, with two ways forward",
            "answered the question behind my question and checked that it had been the right one",
            "wrote comments on the change that were firm, kind and in order of importance",
            "drew as we talked, so that the product manager could correct the picture",
            "told the customer what we had got wrong before saying what we would do",
            "wrote a proposal of two pages that answered every objection raised in the room",
        ),
        3: (
            "explained the fault without jargon and left out nothing that mattered",
            "closed the meeting with a decision, an owner and a date",
            "adapted the explanation when the port manager looked puzzled",
            "wrote a clear summary, with the open points marked as open",
            "asked at the right moments whether the explanation was of use",
            "used one example throughout and came back to it at the end",
        ),
        2: (
            "was precise with engineers and lost the port manager after the second sentence",
            "gave correct answers that began far away from the question",
            "wrote well and listened less well, twice answering before the end of the question",
            "told the bad news when asked for it",
            "sent a good written update, a day after it was needed",
            "relied on slides where one sentence would have done",
        ),
        1: (
            "spoke for {minutes} minutes without a pause for questions",
            "used product names instead of explanations",
            "made the review comments sound like verdicts",
            "left the summary to me",
        ),
    },
    after={
        5: (
            "The wording is now used by people who were not in the room.",
            "The other side repeated the point correctly without being asked.",
            "Nothing in it had to be explained afterwards.",
        ),
        4: (
            "The customer stayed and later asked for the same person again.",
            "Silences were left open, and useful things came out of them.",
            "One detail was too technical, and noticed at once.",
        ),
        3: (
            "Reached the point a little late, but reached it.",
            "A second audience would have needed a second version.",
            "Took a correction well and used it in the next answer.",
        ),
        2: (
            "Became clearer once asked for an example.",
            "The listener had to do part of the work.",
            "The written part was better than the conversation.",
        ),
        1: (
            "I still do not know what was decided in the end.",
            "Interruptions were talked over.",
            "The same sentence came back when I asked for another one.",
        ),
    },
)

INFLUENCE = Theme(
    seen={
        5: (
            "aligned the whole of engineering behind a change that cost one team its favourite system",
            "was asked by product and operations to comment before they planned the year",
            "brought two competing firms to one open format by building the first reader for it",
            "made the change survive a new director, a hiring stop and the move to another site",
        ),
        4: (
            "built the practice with two teams and let {teams} others copy it when they saw the result",
            "found out why the reluctant team said no, met the reason and then had its help",
            "left the work after {years} years and can show that it is still in use",
            "gave the credit for the idea to the first team that used it, which is why the second one came",
            "let the strongest critic write the second version",
            "measured the practice in one team and published the figures, bad ones included",
        ),
        3: (
            "brought their own team to agree on a disputed standard, and a neighbouring team took it over",
            "disagreed in the open, lost, and helped the other plan to succeed",
            "showed the new checklist at work before asking anyone to use it",
            "won over the two people whose objection mattered, one at a time",
            "asked the neighbouring team what would make it worth their while",
            "wrote the shared standard so briefly that people read it",
        ),
        2: (
            "was right about the practice and left it at a presentation",
            "relied on a manager to order the change",
            "improved one habit of their own team and did not look beyond it",
            "counted the teams that had agreed and not those that did it",
            "argued well in one meeting and did not return to the subject",
            "won over the lead of the team and none of its engineers",
        ),
        1: (
            "described colleagues who disagree as people who do not understand",
            "has not tried to change how anyone else works",
            "announced a rule and was surprised that nobody kept it",
            "gave up after the first objection",
        ),
    },
    after={
        5: (
            "Named who lost something by it and what they were offered.",
            "The direction has held for {years} years.",
            "Two people I know in the trade had told me the same story.",
        ),
        4: (
            "Had counted how many releases followed it: {share} per cent after half a year.",
            "Resistance was described with respect and without bitterness.",
            "Would involve the night shift earlier, and explained why.",
        ),
        3: (
            "The effect beyond two teams is not known.",
            "Patient in method, modest about the result.",
            "It lasted, with one reminder after {weeks} weeks.",
        ),
        2: (
            "Use fell back once the reminders stopped.",
            "Put it down to a lack of time on both sides.",
            "Sees today that showing would have worked better than telling.",
        ),
        1: (
            "Nothing of it was left {weeks} weeks later.",
            "I found no interest in the other side's reasons.",
            "Offered no example when asked a second time.",
        ),
    },
)

GROWING_OTHERS = Theme(
    seen={
        5: (
            "has raised {teams} people who lead at the next level today, and named what each had needed",
            "built an on-call school that others have run for {years} years",
            "planned their own succession from the first month and left nothing that only one person could do",
            "changed how the group meets so that the two quiet colleagues came to lead it",
        ),
        4: (
            "coached a senior colleague into leading the move and stayed out of the way on the day",
            "gave away the most visible part of the project on purpose and explained to whom and why",
            "rewrote the interview guide after noticing that everyone asked the same question",
            "noticed who had been silent, asked in private, and acted on the answer",
            "had two colleagues present the work to the directors and rehearsed with them",
            "set up pairs across teams and stepped out once they worked",
        ),
        3: (
            "mentored one engineer for {weeks} weeks towards a goal they had set together",
            "handed over a part that stretched the colleague and stayed near enough to catch a fall",
            "explained in every review comment why the change was wanted",
            "prepared a first month for newcomers, with one small release in each week",
            "sat in on a colleague's first on-call night and said almost nothing",
            "agreed on a goal, a date and a way to tell, and kept the appointment",
        ),
        2: (
            "answers questions gladly and waits for them to come",
            "helped a newcomer by doing the difficult parts",
            "reviews kindly, but corrects style before substance",
            "took over when the colleague was slow, and was sorry about it later",
            "shares articles and talks, and seldom asks what became of them",
            "praises much and corrects little",
        ),
        1: (
            "sees teaching as time lost",
            "could not name anyone who had learned something from working together",
            "spoke of junior colleagues only as a risk to the plan",
            "leaves review comments for others to write",
        ),
    },
    after={
        5: (
            "Three of them were named without a pause, with their present work.",
            "The programme has outlived two reorganisations.",
            "Was as exact about a case that failed.",
        ),
        4: (
            "The colleague now leads that area.",
            "Their own part was described as smaller than it probably was.",
            "Could say what the other person had done that nobody had expected.",
        ),
        3: (
            "The colleague has since led a small project alone.",
            "Asks for comments on their mentoring and could quote one.",
            "Has done this with one person so far, and well.",
        ),
        2: (
            "The intention is there; the method is missing.",
            "No goal had been agreed, so there was nothing to look back on.",
            "Agreed that the newcomer learned little from it.",
        ),
        1: (
            "Asked for an example a second time, came back to their own achievements.",
            "I would worry for the newcomers of the team.",
            "Did not take up the invitation to think about it.",
        ),
    },
)
