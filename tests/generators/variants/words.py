"""What made-up papers are about: a water company's programme, in sentences of our own."""

from __future__ import annotations

ACTORS = (
    "the Company",
    "our pumping contractors",
    "the laboratory (Northern)",
    "the billing provider",
    "Wholesalers",
    "the reservoir wardens",
    "the Data Exchange Service (DES)",
    "small Retailers",
)
DEEDS = (
    "read half-hourly flow meters for settlement on the following day",
    "keep the inventory of buried assets accurate",
    "restore critical systems within the agreed 72-hour window",
    "complete the transformation of the control room before winter",
    "answer third-party requests in a consistent manner",
    "prove the interoperability of valves from different makers",
    "carry out the implementation of release 4.2 without loss of service",
    "meet the pressure standard (1.5 bar) in long-established districts",
)
CAUSES = (
    "because of a continuing shortage of engineers",
    "owing to unclear responsibilities between the parties",
    "if the design assumptions (e.g. flow, head, demand) do not hold",
    "as several contracts end at the same time",
    "where the infrastructure has passed its planned life",
    "while the long-term agreement remains unsigned",
    "",
)
MORE = (
    "A “sub-risk” exists for the coastal sites",
    "This is read together with the Company’s own register",
    "The position was last reviewed in May, when members asked for more detail",
)
IMPACTS = (
    "Households may be left without water for up to 48 hours.",
    "Retailers could breach their licence and bear the cost of repeat visits, put at £60–£90 each.",
    "The performance of the network, now 92.4% against a target of 99%, could fall further.",
    "There is a reputational impact on the Company and its Board.",
    "Complaints may rise; this would be most visible at month-end.",
    "The November works may be put at risk, with effects on end-to-end testing.",
    "Third-party laboratories (two in the North, one in the South) would need a workaround.",
    "Administrative costs would grow and the communication with customers would suffer.",
)
OWNERS = ("Company", "DES", "Wholesalers", "Retailers", "Company/DES", "North Region", "Auditors")
VERBS = ("publish", "review", "agree", "quantify", "present", "circulate", "validate")
OBJECTS = (
    "the figures for each district",
    "a short- to medium-term improvement plan",
    "the renewal schedule for pressure valves",
    "lessons learned from the Category 1 incident",
    "the business case for a second main",
    "guidance on the commissioning of dual meters",
    "retry rates, queue lengths and delays",
    "an end-to-end view of the leak journey",
    "the cost–benefit analysis of earlier replacement",
)
TAILS = ("", "", "", " at the next workshop", " for all regions", " (see Issue 011)", " by the end of Q3")
ODD_ACTIONS = (
    "Hot Standby Project. Watch any instances",
    "Re-open the forum – terms of reference to be refreshed – as a vehicle for this Risk",
    "Publish two figures: success rate and time to recover",
    "Company to watch Issue 004 ‘Missing or wrong seals on valves",
    "DES to complete the on-going review of closed incidents",
    "Confirm what share of districts (i.e. those above 1,000 premises) has been assured",
    "Agree what is meant by a “first-time fix”",
    "Draw up a plan towards 92%, with a follow-up plan for 99%",
)
NOTES = (
    "draft sent to members",
    "50% complete",
    "due 30 September 2021",
    "target date 31/03/2022",
    "see paper 08 (stage 2)",
    "depends on the June release (see MP122 (stage 2))",
    "waiting for the regulator’s letter",
    "to be discussed on 12 October",
)
REMARKS = (
    "No mitigation actions confirmed yet.",
    "None at present.",
    "No mitigation actions confirmed yet. Possible candidate for closure if members agree.",
)
REQUESTS = (
    "NOTE the contents of this paper",
    "PROVIDE any new Risks for consideration",
    "PROVIDE views on the wording, impact and severity of each Risk",
    "DISCUSS the progress of the actions (including any that are late)",
)
PURPOSE = (
    "This paper gives the status of the entries that are managed at present, with what was done last month.",
    "Members are invited to take note of it and to act on the points listed at its end.",
)
CUTS = {
    "transformation": "transfor",
    "implementation": "imple",
    "responsibilities": "responsi",
    "interoperability": "interoper",
    "infrastructure": "infra",
    "performance": "perfor",
    "administrative": "adminis",
    "communication": "communi",
    "assumptions": "assump",
    "consideration": "consider",
    "commissioning": "commis",
    "replacement": "replace",
}  # where a typesetter may cut these words
