"""Every row of the two source documents, and where in the shipped pack it has to be found."""

from __future__ import annotations

# The sources' own quotation marks and dashes are kept.


SOURCE_ROWS: tuple[tuple[str, str], ...] = (
    (
        "page purpose",
        "To play a role in the wider governance system that holds the authority's decision-makers to account.",
    ),
    (
        "page purpose",
        "To influence policies and decision made by the council and other organisations involved in delivering public "
        "services, and drive improvement.",
    ),
    (
        "page purpose",
        "To gather evidence on issues affecting local people and make recommendations based on its findings.",
    ),
    ("page purpose", "To add value and make a positive contribution to the lives of local people."),
    (
        "page statutory-context",
        "Council and councillors responsibilities as corporate parents. All officers and councillors have a duty to "
        "ensure secure, nurturing and positive experiences for children in care and care leavers",
    ),
    (
        "page statutory-context",
        "Introduced the concept of 'overview and scrutiny' as a check and balance on the council Executive",
    ),
    (
        "page statutory-context",
        "Safeguarding partners (local authorities, police, and CCGs) must work together with relevant agencies to "
        "safeguard and protect the welfare of children in the area.",
    ),
    (
        "page corporate-parenting",
        "All councillors and council employees have a unique responsibility to be ‘corporate parents’ to children they "
        "look after and their care leavers.",
    ),
    (
        "page corporate-parenting",
        "Councillors with the opportunity to be part of the scrutiny of children’s services are uniquely positioned to "
        "champion the interests of children, be active corporate parents, and to provide challenge that supports the "
        "systems that keep children safe.",
    ),
    ("page corporate-parenting", "‘Would this be good enough for my child?’"),
    (
        "page corporate-parenting",
        "“All children need love and stability in order to thrive. A strong corporate parenting ethos means that "
        "everyone from the Chief Executive down to front line staff, as well as elected council members, are concerned "
        "about those children and care leavers as if they were their own.”",
    ),
    (
        "page corporate-parenting",
        "Applying corporate parenting principles to looked-after children and care leavers",
    ),
    ("page superpowered", "Scrutiny roles offer unique opportunities for councillors:"),
    (
        "page superpowered",
        "ask searching questions of a range of service providers to assure themselves that children in care are being "
        "well looked after",
    ),
    (
        "page superpowered",
        "hear directly from children and to ensure that their voices are heard when considering the impact and "
        "effectiveness of services",
    ),
    ("page superpowered", "champion the role of corporate parenting amongst wider councillor group"),
    ("page getting-it-right", "Providing effective challenge"),
    ("page getting-it-right", "A clearly defined role and place in wider governance system"),
    ("page getting-it-right", "Positive relationships to influence change – ‘critical friend’"),
    ("page getting-it-right", "The right knowledge and information to effectively challenge"),
    ("page getting-it-right", "An organisational culture that values scrutiny"),
    ("page lessons-challenge", "Providing effective challenge"),
    (
        "page lessons-challenge",
        "‘The challenge and scrutiny function...was lacking over several years at a time when it was more required.’ "
        "Jay report",
    ),
    ("page lessons-challenge", "A clearly defined role and place in wider governance system"),
    (
        "page lessons-challenge",
        "‘An issue or responsibility that belongs to everybody effectively belongs to nobody.’ Jay report",
    ),
    ("page lessons-challenge", "Positive relationships to influence change – ‘critical friend’"),
    (
        "page lessons-challenge",
        "‘The notion of challenge has been misunderstood and misinterpreted as bullish questioning.’ Casey report",
    ),
    ("page lessons-culture", "The right knowledge and information to effectively challenge"),
    (
        "page lessons-culture",
        "‘Senior Members admitted that Cabinet has been unprepared to release information to scrutiny.’ Casey report",
    ),
    ("page lessons-culture", "An organisational culture that values scrutiny"),
    (
        "page lessons-culture",
        "‘Inspectors concluded that overview and scrutiny had been deliberately weakened and under-valued.’ "
        "Casey report",
    ),
    ("lesson challenge", "Providing effective challenge"),
    (
        "lesson challenge",
        "The challenge and scrutiny function...was lacking over several years at a time when it was more required.",
    ),
    ("lesson role", "A clearly defined role and place in wider governance system"),
    ("lesson role", "An issue or responsibility that belongs to everybody effectively belongs to nobody."),
    ("lesson relationships", "Positive relationships to influence change – ‘critical friend’"),
    (
        "lesson relationships",
        "The notion of challenge has been misunderstood and misinterpreted as bullish questioning.",
    ),
    ("lesson information", "The right knowledge and information to effectively challenge"),
    (
        "lesson information",
        "Senior Members admitted that Cabinet has been unprepared to release information to scrutiny.",
    ),
    ("lesson culture", "An organisational culture that values scrutiny"),
    (
        "lesson culture",
        "Inspectors concluded that overview and scrutiny had been deliberately weakened and under-valued.",
    ),
    *(
        (place, text)
        for text in (
            "Children are at the centre and their voices are captured and heard",
            "There are positive and constructive working relationships between scrutiny, other councillors and "
            "officers",
            "Scrutiny is seen as a 'critical friend' and is focused on forward thinking and positive changes",
            "Scrutiny is impartial and transcends party politics",
            "Scrutiny members champion a dynamic and curious learning and improvement culture",
            "Work is well planned and focused with clear criteria for the selection of topics",
        )
        for place in ("page signs", "signs")
    ),
    *(
        (place, text)
        for page, example, text in (
            (
                "page works-well",
                "example east-sussex",
                "Probing oversight and challenge from the corporate parenting board, scrutiny committee and the East "
                "Sussex safeguarding children’s board are routine, all closely holding senior managers to account.",
            ),
            (
                "page works-well",
                "example lincolnshire",
                "Effective scrutiny and engagement of elected members in understanding services for children has "
                "successfully maintained and increased investment in early help and safeguarding services that "
                "appropriately deliver responsive support to build on families’ strengths.",
            ),
            (
                "page works-well-essex",
                "example essex",
                "Strong political and corporate support and carefully targeted investment have enabled the local "
                "authority to manage demand and prioritise children’s needs across the council. This whole-council "
                "approach underpins the learning environment in which frontline practice is flourishing. Robust "
                "governance arrangements and effective scrutiny of service provision are helping to drive "
                "performance.",
            ),
        )
        for place in (page, example)
    ),
    ("page works-well", "East Sussex – Ofsted outstanding"),
    ("page works-well", "Lincolnshire – Ofsted outstanding"),
    ("page works-well-essex", "Essex – Ofsted outstanding"),
    ("example east-sussex", "Ofsted outstanding"),
    ("example lincolnshire", "Ofsted outstanding"),
    ("example essex", "Ofsted outstanding"),
    *(
        (place, title)
        for number, title in (
            ("6", "A strong organisational culture"),
            ("5", "Demonstrating value and influence"),
            ("4", "Engagement and working with others"),
            ("3", "Work programming and planning"),
            ("2", "Clarity of role and purpose"),
            ("1", "Knowledge of children's services"),
        )
        for place in ("page six-steps", f"step {number}")
    ),
    (
        "step 6",
        "Scrutiny is valued and a key component of the improvement and governance of Children's Services.",
    ),
    (
        "step 5",
        "Scrutiny reviews are well planned and run. Scrutiny recommendations are used to influence services and "
        "policies to great effect, with a demonstrable impact.",
    ),
    (
        "step 4",
        "Scrutiny has excellent lines of communication with children and young people, partners, officers and the "
        "executive. It uses positive relationships to influence change.",
    ),
    (
        "step 3",
        "Work planning is holistic and carried out in consultation with the wider council governance framework, and "
        "partners.",
    ),
    (
        "step 2",
        "A clear view on the role and purpose of scrutiny is shared across the whole council and its partners.",
    ),
    (
        "step 1",
        "A clear understanding of children's services is used to effectively challenge and scrutinise policy, "
        "practice and executive decisions.",
    ),
    ("levels", "Beginning its journey"),
    ("levels", "Developing its practice"),
    ("levels", "Strong and embedded"),
    (
        "page how-to-use",
        "The self-assessment tool provides children’s Scrutiny Chairs and members with a framework for diagnosing "
        "areas of strength and areas for development in their scrutiny practice, organised around ‘Six Steps’ which "
        "describe good scrutiny practice.",
    ),
    (
        "page how-to-use",
        "Prompt questions invite participants to explore each of the ‘Steps’ and to form a judgement on which of the "
        "following statements best describes their committee position: Beginning its journey; Developing its "
        "practice; Strong and embedded",
    ),
    (
        "page how-to-use",
        "It is recommended that the self-assessment is completed by the Chair and/or members of the Scrutiny "
        "Committee (either individually, in small groups, or as a collective).",
    ),
    (
        "page how-to-use",
        "A sponsor should be nominated at the start of the process to support and co-ordinate completion with, or on "
        "behalf of, the Chair. This could be a democratic services representative, the Director of Children’s "
        "Services or someone from within the Scrutiny Committee.",
    ),
    (
        "page support",
        "Support for scrutiny boards to identify strengths and areas for development using the '6 steps to effective "
        "scrutiny' self-assessment tool.",
    ),
    (
        "page support",
        "A mixture of workshop sessions, individual coaching and resources to improve the confidence and ability of "
        "scrutiny chairs and members to use their roles to have a positive impact on the lives of children and "
        "families.",
    ),
    (
        "page support",
        "Support to embed learning and ensure that the wider system of support around children's services enables "
        "scrutiny to operate effectively.",
    ),
    (
        "page support",
        "Peer mentoring for Scrutiny Chairs from an experienced children's services lead member or scrutiny chair.",
    ),
    ("page support", "Leadership Essentials"),
    ("page support", "Councillor workbook on scrutiny"),
    ("page support", "LGA resources and 'must know' guides for children's services"),
    ("page act-2017", "Local Safeguarding Children Boards"),
    ("page act-2017", "local authorities, chief officers of police, clinical commissioning groups"),
    ("page act-2017", "serious child safeguarding cases"),
    ("page act-2017", "national Child Safeguarding Practice Review Panel"),
    ("page act-2017", "child death reviews"),
    ("page value-scrutiny", "Councils that embrace and value scrutiny are"),
    ("page value-scrutiny", "at much lower risk"),
    ("page value-scrutiny", "How effective is scrutiny of your council's children's services?"),
)
"""A place and the words that stand there: word for word, but for the law and the opinion that the pack paraphrases."""
