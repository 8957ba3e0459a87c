"""English words that numbers, changes and reports are told in: what no topic can be told by."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def _listed(text: str) -> list[str]:
    return text.split()


UNITS = {
    word: value
    for value, word in enumerate(
        _listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        )
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        _listed("twenty thirty forty fifty sixty seventy eighty ninety"), 2
    )
}
SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "dozen": 12,
}  # fmt: skip
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "twelfth": 12, "twentieth": 20,
}  # fmt: skip
GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5)}
ORDINALS = {
    word: value
    for value, word in enumerate(
        _listed(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
            "twentieth"
        ),
        1,
    )
}
MULTIPLES = {
    "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "twice": 2, "twofold": 2,
    "triple": 3, "tripled": 3, "triples": 3, "tripling": 3, "treble": 3, "trebled": 3,
    "trebles": 3, "trebling": 3, "thrice": 3, "threefold": 3, "quadruple": 4, "quadrupled": 4,
    "quadrupling": 4, "fourfold": 4, "fivefold": 5, "sixfold": 6, "tenfold": 10,
}  # fmt: skip
HALVES = word_set("halve halved halves halving")

RISES = word_set(
    "rise rises rose risen rising increase increases increased increasing up grew grow "
    "grows grown growth growing jump jumps jumped jumping climb climbs climbed climbing "
    "soar soared soaring surge surged surging leap leapt leaped gain gained gains higher "
    "uplift upturn added rocketed rocketing swelled spike spiked expanded expansion "
    "mounted"
)
FALLS = word_set(
    "fall falls fell fallen falling drop drops dropped dropping decrease decreases "
    "decreased decreasing down decline declines declined declining reduction reduced "
    "reduce cut cuts slump slumped plunge plunged plunging lower loss lost slid slide dip "
    "dipped dipping shrank shrink shrunk plummeted tumbled tumble halved sank eased shed "
    "shedding losing lose loses"
)
CHANGES = (
    RISES
    | FALLS
    | word_set(
        "change changed changes difference improve improved improves improvement worsened "
        "worsen worsens went moved slipped became become"
    )
)
MORE = word_set("more better higher clear above greater larger bigger ahead extra over longer")
LESS = word_set("fewer worse less lower below smaller behind short under shorter")
TOGETHER = word_set("together combined jointly altogether totalling totalled")
TIME_UNITS = {
    "second": "seconds", "seconds": "seconds", "minute": "minutes", "minutes": "minutes",
    "hour": "hours", "hours": "hours", "day": "days", "days": "days", "week": "weeks",
    "weeks": "weeks", "fortnight": "fortnights", "month": "months", "months": "months",
    "year": "years", "years": "years", "decade": "decades", "decades": "decades",
    "mins": "minutes", "hrs": "hours", "quarter": "quarters", "night": "nights",
    "nights": "nights",
}  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
FUNCTION = word_set(
    "a an the this that these those and or but nor so yet if then than as at by for from "
    "in into of on onto off out over per to up down with within without about above "
    "across after against along among amongst around before behind below beneath between "
    "beyond during except inside near outside since through throughout till toward "
    "towards under until upon via versus while whereas when where which who whom whose "
    "what why how i we you he she it they me us him her them my our your his its their "
    "mine ours there here is are was were be been being am do does did done doing have "
    "has had having will would shall should can could may might must not no only just "
    "even also too very well still already again ever never once all any each every both "
    "either neither some such own same other another more most less least few fewer many "
    "much compared followed according despite because though although whether like "
    "respectively apiece together combined themselves itself meanwhile however now later earlier "
    "ago almost nearly roughly approximately exactly precisely instead alone none s t d "
    "ll re ve n't didn't wasn't isn't aren't weren't it's that's hasn't haven't doesn't "
    "don't"
)
_WHERE = word_set(
    "capital recorded elsewhere east west north south eastern western northern southern besides "
    "apart next-door slipping slip slips backwards forwards busiest quietest lies lie joint whole "
    "entire just trailing leading neighbour neighbours rival rivals further picture end other side"
)
REPORTING = _WHERE | (
    word_set(
        "number numbers figure figures total totals count counts counted rate rates share "
        "shares proportion part parts rest remainder remaining sum tally level levels amount "
        "amounts data statistics statistic stats percentage percent cent point points times "
        "fold average mean median record records recorded recording report reports reported "
        "reporting show shows showed shown showing reveal reveals revealed say says said "
        "saying see sees saw seen put puts give gives gave given find finds found account "
        "accounts accounted accounting make makes made making up come comes came coming rank "
        "ranks ranked ranking place placed places places' position table tables list listed "
        "lists league top topped tops bottom highest lowest high low higher lower large "
        "larger largest small smaller smallest big bigger biggest great greater greatest "
        "worst best leading led leads lead followed follows following next previous last "
        "latest new current recent period periods year years month months week weeks day days "
        "time annual annually yearly monthly weekly daily quarter twelve-month financial "
        "calendar end start beginning stood stands stand standing remain remains remained "
        "stay stayed steady same similar similarly different sharp sharply steep steeper "
        "steepest steeply slight slightly marked markedly significant significantly big-ger "
        "dramatic dramatically modest modestly fast faster fastest slow slower quickly slowly "
        "overall nationally nationwide locally altogether country national local regional "
        "area areas region regions district nearby neighbouring neighbour neighbours "
        "neighboring close closest behind ahead third second first fourth fifth went go goes "
        "gone going got get gets take takes took taken turn turned turns equal equals "
        "equivalent represent represents represented adds add added adding combined compare "
        "compared compares comparison contrast against double triple half only just one two "
        "three four five six seven eight nine ten hundred thousand million billion dozen "
        "official analysis published set story picture people person cases case means meaning "
        "meant trend gap majority minority ones alone include includes included including "
        "comprised contributed sit sits sat sitting named worth better worse where down doubled "
        "tripled halved almost nearly reached "
        "reaching reach hit hits passed exceeded ended finished began begins started counting "
        "registered logged noted posted kept keeps held holds holding claimed claims "
        "respectively individuals residents county counties town towns city cities borough "
        "boroughs"
    )
    | CHANGES
)
PREPOSITIONS = word_set(
    "in to from for at of across around within on into near inside throughout by"
)
RANKED = word_set(
    "highest lowest largest smallest biggest most worst best busiest longest shortest "
    "greatest least top slowest fastest steepest lower higher cheapest dearest costliest "
    "fewest commonest poorest richest oldest youngest heaviest lightest"
)
LOWEST = word_set("lowest smallest fewest least shortest youngest cheapest lightest bottom")
COUNTRY = word_set("nationally nationwide country-wide countrywide")
FIGURES = word_set("figure figures total totals count number rate tally share part sum record")
"""Words for a number itself: `Norfolk's figure` is about Norfolk."""
PORTIONS = word_set("share proportion portion slice part")
TOTALS = word_set("total totals count number numbers tally")
TAILS = word_set(
    "hospital infirmary general clinic surgery council county borough city town district "
    "university college school academy primary high secondary station railway road street "
    "lane park centre center trust airport port on upon sea the of unitary metropolitan "
    "authority parish ward area region site depot interchange library museum theatre "
    "stadium bridge market campus line service"
)
"""Words at the end of a name that people leave out: `Kingsmere` for `Kingsmere General`."""
