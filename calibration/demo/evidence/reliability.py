"""Notes on keeping systems running."""

from __future__ import annotations

from calibration.demo.evidence.theme import Theme

INCIDENT_LEADERSHIP = Theme(
    seen={
        5: (
            "let a colleague lead and prepared the next two decisions, as someone does who has trained many leaders",
            "had the gates opened on paper lists within {minutes} minutes, before the cause was known, and said what that would cost",
            "asked what would have to be true for both ports to fail at once, and so found the shared supplier",
            "thought aloud about the shift after next while the rest of us were still in the present one",
        ),
        4: (
            "gave out three roles in the first two minutes and kept out of the keyboard",
            "set a time for every next update and kept all of them",
            "dropped the false trail as soon as the second port disagreed with it",
            "decided under doubt, said it was a bet and named the sign that would show it was lost",
            "asked each person to repeat the task given, and caught one misunderstanding that way",
            "stopped a repair that was going well because it could not be undone",
        ),
        3: (
            "took the lead calmly, put the boarding passengers first and divided the work",
            "kept a log of decisions that the night shift could use",
            "asked for help from the ticketing team at the right moment",
            "told the ferry line what was known, what was not and when the next call would come",
            "checked facts with the port before acting on the first report",
            "set a time limit for the first theory and kept to it",
        ),
        2: (
            "looked for the cause while passengers were waiting and turned to them when reminded",
            "led well until the picture changed, then asked everyone for a view",
            "gave updates when somebody asked for them",
            "kept all roles in one pair of hands",
            "found the right people and then worked past them",
            "noted the decisions afterwards, from memory",
        ),
        1: (
            "read logs for {minutes} minutes and spoke to no one",
            "followed the false trail to the end of the exercise",
            "restarted services one after another, hoping",
            "promised the ferry line a time without any basis for it",
        ),
    },
    after={
        5: (
            "I would sail with this person in command.",
            "The review afterwards was about conditions, and about us.",
            "Has seen {teams} organisations through the same change and knew where each had stumbled.",
        ),
        4: (
            "The log could have gone to the line unchanged.",
            "Told of a real case in which the cause was removed within {weeks} weeks.",
            "One role stayed unfilled, and that was noticed and said.",
        ),
        3: (
            "The second decision took a little long; the order was right.",
            "Prevention was discussed for this system rather than for all of them.",
            "Calm enough to make the rest of us calm.",
        ),
        2: (
            "The on-call engineers did not know what was expected of them.",
            "Their own summary of the exercise was honest and accurate.",
            "Knows the theory, and let go of it under pressure.",
        ),
        1: (
            "The last sailing left without a decision.",
            "The gates were mentioned first by us, near the end.",
            "Explained the outcome by the exercise being unrealistic.",
        ),
    },
)

DESIGN_FOR_FAILURE = Theme(
    seen={
        5: (
            "divided the system so that each port can board on its own for a day, and described how to prove it by switching a port off",
            "found {teams} ways in which one supplier could stop every line, two of them new to us",
            "put the whole year in order by the number of sailings saved per week of work",
            "rejected the second data centre, showed that it shares its failures with the first, and spent the money elsewhere",
        ),
        4: (
            "saw that the retries would finish off a service that was already struggling, and gave each a limit",
            "traced the failure that spreads from payments to boarding and cut the link first",
            "planned one rehearsal per quarter as the proof that each step had helped",
            "made every message safe to receive twice before touching anything else",
            "asked what a crew can do with paper for an hour and designed to that limit",
            "placed the breakpoints where people already know how to work without the system",
        ),
        3: (
            "found the three failures that spread and removed them in an order that can be defended",
            "proposed a reduced service for the quay and said what it could no longer do",
            "limited the queue and decided what to refuse when it is full",
            "asked for last year's faults before choosing where to begin",
            "gave every call between services a time limit and said what happens after it",
            "kept a small copy of the passenger list at the gate and explained how old it may be",
        ),
        2: (
            "added a second copy of everything without asking which faults both copies share",
            "treated the suppliers as always available until reminded",
            "named good patterns and did not tie them to the faults in the history",
            "began with the most interesting failure, which was also the rarest",
            "relied on backups and had not thought of the time it takes to restore them",
            "protected every service in the same way, important or not",
        ),
        1: (
            "expected the cloud provider to take care of it",
            "did not find a failure that spreads in {minutes} minutes",
            "wanted to rewrite the service first",
            "read the diagram as a list of products",
        ),
    },
    after={
        5: (
            "We will use two of the ideas whatever the outcome.",
            "Every step had a rehearsal, a price and a reason to stop.",
            "Had done it before: {years} years without a lost day.",
        ),
        4: (
            "Cost was given for each step, in weeks, and sounded right.",
            "The order changed once, for a reason I had not seen.",
            "Knew which part of the plan was weakest.",
        ),
        3: (
            "Proof that a step helps was offered for most steps.",
            "Costs were rough, but present.",
            "Found the hidden link between two suppliers with one hint.",
        ),
        2: (
            "The plan would make the diagram larger and the sailings no safer.",
            "Half of the year went to faults that happened once.",
            "Good answers to single questions, without a plan to hold them.",
        ),
        1: (
            "The history of faults was not opened.",
            "I could not tell what would be done in the first month.",
            "Would leave the choice to the suppliers.",
        ),
    },
)

OBSERVABILITY = Theme(
    seen={
        5: (
            "tied every alarm to a passenger or a crew and deleted the rest, with a trial that proved nothing was lost",
            "designed signals that {teams} companies along the route could share",
            "asked what a quiet night is worth and built the plan backwards from there",
            "taught the team to predict an alarm before adding it, and dropped those that were wrong",
        ),
        4: (
            "replaced {share} per cent of the alarms by four that follow the passenger through the port",
            "measured how often each alarm led to an action and began at the bottom of that list",
            "agreed with the team who may silence what, and for how long",
            "kept one noisy alarm, for a reason that convinced me",
            "started from three questions a port manager asks and found that no alarm answers them",
            "let two alarms run silently for {weeks} weeks before trusting them",
        ),
        3: (
            "separated alarms that show harm from those that show a busy machine",
            "chose a few measures of boarding time and said what level is worth waking for",
            "followed one slow booking through the services and showed where the time went",
            "asked the on-call engineers which alarms they trust",
            "found that the Sunday alarm comes from a backup and gave it a window",
            "wrote for each remaining alarm what to do first",
        ),
        2: (
            "raised thresholds until the noise fell",
            "added a dashboard for every service and no view of the journey",
            "sorted the alarms by service and not by harm",
            "knew the tracing tools well and asked nothing of them",
            "counted alarms by team and left their meaning alone",
            "would ask for better tools before changing the rules",
        ),
        1: (
            "kept all alarms because each may matter one day",
            "muted the loudest ones without asking why they fired",
            "could not say how a passenger would notice the fault",
            "spent {minutes} minutes on the colours of the dashboard",
        ),
    },
    after={
        5: (
            "The on-call engineer in the room asked for a copy.",
            "Has measured sleep and faults together for {years} years, and both improved.",
            "Described what the new signals cannot see, without being asked.",
        ),
        4: (
            "The danger of silence was covered by one daily test.",
            "Team and product manager had agreed to it before the change.",
            "Had figures from before and after: {share} per cent fewer calls at night.",
        ),
        3: (
            "The risk of removing one too many was seen and handled.",
            "Would review the list every {weeks} weeks.",
            "Slow drift was covered after a hint.",
        ),
        2: (
            "The team would still be woken for the Sunday backup.",
            "Less noise, and no more knowledge than before.",
            "Saw the gap when I played the passenger.",
        ),
        1: (
            "The number of alarms grew during the exercise.",
            "Nobody would have known about the refused tickets.",
            "The question of who is harmed was not understood.",
        ),
    },
)
