"""Notes on judgement: finding the problem and choosing between imperfect answers."""

from __future__ import annotations

from calibration.demo.evidence.theme import Theme

UNDERSTANDING_THE_PROBLEM = Theme(
    seen={
        5: (
            "found one cause behind three complaints from different ports and proposed how to measure it",
            "questioned whether the project should exist at all, with figures from the ticket office, and won the argument",
            "turned the vague goal into {teams} problems that separate teams could own",
            "set the measure of success before any work began and stopped when it did not move",
        ),
        4: (
            "moved from the screen to the late counts within five questions and got the manager to say so",
            "spent two days at the ticket office and dropped half of the plan because of what was seen there",
            "noticed that the loudest request came from {share} per cent of the users and asked after the others",
            "wrote down the problem so plainly that both sides signed it the same afternoon",
            "counted how often the problem really occurs before estimating anything",
            "showed that two requests from different ports were the same wish in different words",
        ),
        3: (
            "asked who uses the list and when, then restated the problem in words the manager agreed with",
            "read the support tickets before proposing anything and grouped them into three kinds",
            "found the cancelled sailing and the passenger without a phone, which the brief had left out",
            "picked a smaller problem that was worth solving first and said why",
            "asked what happens today when the system is down and learned the most from that answer",
            "separated what the manager had seen from what the manager believed",
        ),
        2: (
            "asked good questions about the software and few about the people who use it",
            "accepted the request for a bigger screen and improved it",
            "relied on the product manager's summary of what users want",
            "noticed the late counts and did not follow them up",
            "wrote a long list of requirements without an order",
            "asked what the manager wants and not what the crew does",
        ),
        1: (
            "started to draw the screen in the first minute",
            "explained to the port manager why the request was wrong, before hearing it out",
            "asked nothing about the users in {minutes} minutes",
            "solved a different problem from a former job",
        ),
    },
    after={
        5: (
            "The measure is still on the wall of that team.",
            "The manager went away with a better question than the one that was brought.",
            "Could name the evidence that would have proved this view wrong.",
        ),
        4: (
            "The five sentences at the end were ready to send.",
            "Checked the conclusion with a second person before acting on it.",
            "The first release dealt with the cause, and the calls fell by {share} per cent.",
        ),
        3: (
            "Needed one nudge to look beyond this one port.",
            "The written statement was correct, with one sentence too many.",
            "Success was defined afterwards, but honestly.",
        ),
        2: (
            "Came close to the cause when I repeated the hint.",
            "The statement at the end described a solution.",
            "Would talk to users next time, by their own account.",
        ),
        1: (
            "The manager's part in the conversation was under {minutes} seconds in all.",
            "Hints about the late counts were passed over twice.",
            "There was no statement of the problem at the end.",
        ),
    },
)

RISK_AND_TRADE_OFFS = Theme(
    seen={
        5: (
            "settled a dispute between {teams} teams by pricing each option in missed sailings and money",
            "chose on incomplete evidence and designed a two-week test that could have proved the choice wrong",
            "declined a second site, with figures, and spent a tenth of the sum on what really failed",
            "set out which risks to take, which to insure and which to refuse, and each was followed by an example",
        ),
        4: (
            "compared four options by cost, time and the damage if wrong, on half a page",
            "took on debt knowingly, wrote down the date for repaying it and kept to it",
            "made the costly step reversible by running old and new side by side for {weeks} weeks",
            "said no to a popular tool and brought its champion round with a trial",
            "put a price on doing nothing, which changed the order of the plan",
            "chose the dull option for the part that must not fail and the new one where failing is cheap",
        ),
        3: (
            "weighed two options with rough figures and recorded what was given up",
            "told the decisions that can be undone from the one that cannot, and spent the time on that one",
            "changed the decision when traffic turned out {share} per cent higher than assumed",
            "chose the slower and safer move, and could say what the delay cost",
            "kept the riskier change out of the week before the holidays and explained what that postponed",
            "asked who bears the risk before asking how large it is",
        ),
        2: (
            "listed advantages and drawbacks without weighing them",
            "chose the technology the team knew and found reasons afterwards",
            "saw the risk, and dealt with it by asking for more time",
            "kept to a decision after its main reason had gone",
            "named three risks and treated them as equal",
            "left the safer option out because it seemed old-fashioned",
        ),
        1: (
            "saw no drawback in the chosen approach",
            "answered that it depends, and went no further when asked on what",
            "left the decision to others and could not say how it was made",
            "would accept any risk that keeps the date",
        ),
    },
    after={
        5: (
            "Those who lost the argument helped to carry it out.",
            "The early test ended the debate within {weeks} weeks.",
            "Explained the one case in which the opposite choice would be right.",
        ),
        4: (
            "Product and finance colleagues could follow every step.",
            "Looked back after {years} years and corrected their own reasoning in one point.",
            "The figures were rough, and said to be rough.",
        ),
        3: (
            "Costs for other teams came up only when asked for.",
            "The record of the decision was short and would satisfy a newcomer.",
            "Would decide the same way again, for a reason that still holds.",
        ),
        2: (
            "No figure was offered in {minutes} minutes.",
            "With help, named the cost that the team had carried since.",
            "Sees the other side once it is put into words.",
        ),
        1: (
            "The question was answered three times in general terms.",
            "Did not see why anybody had objected.",
            "Could not say what would have to be true for this to fail.",
        ),
    },
)
