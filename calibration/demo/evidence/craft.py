"""Notes on the craft of building software."""

from __future__ import annotations

from calibration.demo.evidence.theme import Theme

SOFTWARE_DESIGN = Theme(
    seen={
        5: (
            "split the service where the rules change and showed how two later requirements would fit",
            "found a coupling between fares and cabins that we had not mentioned, and removed it in three steps that could each be released",
            "compared three structures by how each behaves when the quay is offline",
            "settled first which service owns which fact, and every later question had an obvious answer",
        ),
        4: (
            "drew the whole service with its failure cases and explained why the second option was set aside",
            "kept conflicting changes apart from the start and said which one wins, and why",
            "named the piece most likely to change next and left room for it",
            "made my own suggestion simpler and explained what that saves",
            "worked out what the service must still do when half of it is unreachable, and built from there",
            "showed where the data would grow first and what to do then, in two sentences",
        ),
        3: (
            "designed the service completely, with the data it stores and the calls it makes",
            "offered two workable options and chose one for a sound reason",
            "settled the conflicting changes with a rule that a loading crew could understand",
            "covered the main flow and the errors that matter most",
            "divided the work so that three people could build it at the same time",
            "chose a simple queue over a clever one and gave the reason",
        ),
        2: (
            "designed the usual case well and left out what happens when two people change the same booking",
            "gave one structure and no alternative",
            "began with tables and only later asked what the list is for",
            "reused a familiar pattern that fits half of the problem",
            "spent most of the time on names of classes and little on who changes what, and when",
            "described the main flow in detail and called the errors a matter for later",
        ),
        1: (
            "named components from a former job without saying what each would do here",
            "could not say which part of the system holds the truth about a booking",
            "put everything into one table and did not see the conflict when I showed it",
            "kept redrawing without deciding anything",
        ),
    },
    after={
        5: (
            "When I changed the rules twice, only one box on the board had to move.",
            "Named the assumption most likely to fail within {years} years and how we would notice in time.",
            "Left a design on which {teams} teams could start without waiting for each other.",
        ),
        4: (
            "It held for my first new requirement and needed one honest change for the second.",
            "Judged the old team's structure fairly and knew what it had cost: about {weeks} weeks a year.",
            "Went one step beyond the service, to what the neighbouring teams would need.",
        ),
        3: (
            "Effects on other services came up only when I asked.",
            "Could say what the choice costs and what would make it wrong.",
            "The second new requirement needed a hint and then fitted well.",
        ),
        2: (
            "With hints the gaps closed one at a time, with no search for the next.",
            "When the rules changed, the answer was to add another flag.",
            "The reasons stayed general: cleaner, more flexible.",
        ),
        1: (
            "After {minutes} minutes there was no design to discuss.",
            "My hints were accepted and not used.",
            "Could not name the cost of any choice made.",
        ),
    },
)

DELIVERY = Theme(
    seen={
        5: (
            "led work of {teams} teams to a date that could not move and gave customers something useful every few weeks",
            "saw the slip {weeks} weeks ahead and agreed a smaller first release with every team affected",
            "stopped a part of the programme that was not paying off and moved its people within the week",
            "planned the work around the one supplier who could sink it, and tested that supplier first",
        ),
        4: (
            "led a project of a full quarter and put the import of old records, its real risk, first",
            "split the work so that the two other teams were never blocked for longer than a day",
            "cut the reporting screens in the open, with the product manager's consent, to keep the date",
            "kept a one-page plan that others in the company used to plan their own work",
            "ran a pilot in two places and changed the plan because of what came back",
            "moved the whole team to releases every other day, over {weeks} weeks, without stopping the work",
        ),
        3: (
            "led two colleagues for about {weeks} weeks, from an unclear request to first use",
            "put the riskiest part first and released it behind a switch",
            "told the product manager early that the date was in danger and came with two proposals",
            "broke the work into changes that could be reviewed the same day",
            "agreed with the customer what would be left out, in writing, before the work began",
            "kept the old way running until the new one had carried real traffic for {weeks} weeks",
        ),
        2: (
            "delivered a solid part of a plan that somebody else had made",
            "left the import of old records to the end, where it took {weeks} weeks longer than planned",
            "released everything in one evening after a long branch",
            "estimated carefully once and did not return to the estimate",
            "met the date by leaving the tests for afterwards",
            "took on a part that was too large and asked for help late",
        ),
        1: (
            "described a list of tickets and did not know why the project was done",
            "could not recall a date, a size or an outcome",
            "waited for instructions for most of the story",
            "counted the work as finished when it was merged",
        ),
    },
    after={
        5: (
            "The date held, and the follow-up work was handed over by name.",
            "Cost and benefit were reported to the directors in the same few figures from start to end.",
            "Two of those teams still plan in the same way, {years} years later.",
        ),
        4: (
            "The release came out on the promised day with {share} per cent of the first scope and no complaints.",
            "Had clear figures for the first month of use.",
            "The others on the project were free to choose how to do their part.",
        ),
        3: (
            "It went out a week late, which everybody concerned had known for a month.",
            "Their own decisions were easy to tell from those of the team.",
            "Measured use after the release and fixed the two most common complaints.",
        ),
        2: (
            "Needed several questions before their own work and that of the team could be told apart.",
            "Saw afterwards that smaller steps would have been safer, but has not worked that way since.",
            "The delay came as a surprise to the product manager.",
        ),
        1: (
            "Further questions brought general remarks about agile work.",
            "I could not find a decision that was the candidate's own.",
            "Nothing was learned that was applied later.",
        ),
    },
)

RUNNING_IN_PRODUCTION = Theme(
    seen={
        5: (
            "took command of an outage across {teams} teams, gave out roles in two sentences and kept a written record",
            "removed a whole class of failure by making every request safe to repeat",
            "agreed an availability target with product and used it to postpone two features",
            "rehearsed the loss of a supplier before it happened, and the rehearsal paid for itself that autumn",
        ),
        4: (
            "traced the fault through three services, one of them not their own, and kept support informed every {minutes} minutes",
            "found from the growth curve that the disks would fill within {weeks} weeks, before anyone noticed",
            "turned the review of one incident into a change that two other teams took over",
            "restored service first with a small safe step and looked for the cause afterwards",
            "practised the rollback before the release and needed it, in {minutes} minutes",
            "taught the alerting to the support team, who now notice faults before engineers do",
        ),
        3: (
            "found an unfamiliar fault in about {minutes} minutes by ruling out one cause after another",
            "wrote a review that led to a lasting fix and checked a month later that it had held",
            "rolled the release back early, told support, and then went looking",
            "added an alert on what passengers notice instead of on processor load",
            "noticed slow searches on a busy Friday and added the missing limit before the weekend",
            "kept a short record during the fault and used it in the review",
        ),
        2: (
            "followed the runbook correctly and called for help at the right time",
            "restarted the service each night for {weeks} weeks before anyone asked why",
            "explained the alert well and could not say what passengers had seen",
            "found the cause, and left the fix to another team without asking after it",
            "reads the dashboards daily and has changed nothing because of them",
            "treated the symptom in a careful way and wrote the cause down for somebody else",
        ),
        1: (
            "has never looked at their own software after its release",
            "passed the fault to operations and did not hear how it ended",
            "would have changed live data by hand, without a copy",
            "took the first guess for the cause and kept to it against the logs",
        ),
    },
    after={
        5: (
            "That kind of incident has not come back in {years} years.",
            "Others lead the same way today, from the notes written then.",
            "Knew the cost of the outage and what each measure had saved.",
        ),
        4: (
            "The follow-up was finished within {weeks} weeks and its effect measured.",
            "Could separate cause, trigger and the conditions that let it spread.",
            "Colleagues from the other team were credited by name.",
        ),
        3: (
            "Updates to others were regular, if a little technical.",
            "The lasting fix was theirs, the wider conclusions came from the team lead.",
            "Would today add a limit, and explained where.",
        ),
        2: (
            "Further causes came up only after several questions.",
            "The same fault returned twice.",
            "Described good practice in general more readily than their own cases.",
        ),
        1: (
            "Regards running software as someone else's work.",
            "No example could be followed to its end.",
            "Did not ask who was affected, even when prompted.",
        ),
    },
)
