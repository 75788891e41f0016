"""Goods, names and roles that generated cases are made of. No vessel, outlet or person is meant to be a real one."""

# ruff: noqa: SIM905 - lists of words read better as words

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A good: canonical name of the packs, words for it, its unit, and how large its catches are.

    Catches are lognormal about ``median`` with ``spread`` (of the natural logarithm). ``vaguer`` are canonical names of
    wider goods with their words. ``weight`` says how often it is caught, ``price`` what a unit of it is worth in US
    dollars: orders of magnitude chosen to look like the news, not estimates of anything.
    """

    name: str
    words: tuple[str, ...]
    unit: str
    median: float
    spread: float
    weight: float
    price: float
    vaguer: tuple[tuple[str, str], ...] = ()


_DRUGS = (("unspecified drugs", "drugs"), ("unspecified drugs", "narcotics"))
_PILLS = (*_DRUGS, ("stimulants", "stimulants"))
KINDS = (
    Kind("heroin", ("heroin", "heroin", "brown heroin"), "kg", 12, 1.6, 12, 60_000, _DRUGS),
    Kind("cocaine", ("cocaine", "cocaine", "cocaine hydrochloride"), "kg", 40, 1.9, 16, 50_000, _DRUGS),
    Kind("methamphetamine", ("methamphetamine", "crystal meth", "methamphetamine hydrochloride"), "kg", 18, 1.8, 14,
         45_000, _PILLS),
    Kind("cannabis", ("cannabis", "marijuana", "herbal cannabis"), "kg", 90, 1.8, 14, 2_000, _DRUGS),
    Kind("cannabis resin", ("cannabis resin", "hashish"), "kg", 60, 1.8, 7, 4_000, (*_DRUGS, ("cannabis", "cannabis"))),
    Kind("opium", ("opium", "raw opium"), "kg", 30, 1.5, 5, 3_000, _DRUGS),
    Kind("mdma", ("ecstasy tablets", "mdma tablets", "ecstasy pills"), "tablet", 9_000, 1.7, 4, 8, _PILLS),
    Kind("captagon", ("captagon", "captagon pills", "fenethylline"), "tablet", 250_000, 1.8, 5, 10,
         (*_PILLS, ("amphetamine", "amphetamine pills"))),
    Kind("tramadol", ("tramadol", "tramadol tablets"), "tablet", 60_000, 1.7, 3, 1, _DRUGS),
    Kind("ketamine", ("ketamine", "ketamine hydrochloride"), "kg", 15, 1.5, 3, 25_000, _DRUGS),
    Kind("fentanyl", ("fentanyl", "fentanyl"), "kg", 3, 1.4, 2, 80_000, _DRUGS),
    Kind("khat", ("khat", "miraa"), "kg", 120, 1.2, 2, 300, _DRUGS),
    Kind("cigarettes", ("cigarettes", "contraband cigarettes", "untaxed cigarettes"), "stick", 900_000, 1.9, 8, 0.3,
         (("tobacco", "tobacco products"),)),
    Kind("ivory", ("ivory", "elephant tusks", "raw ivory"), "kg", 70, 1.7, 4, 1_500),
    Kind("rhino horn", ("rhino horn", "rhinoceros horns"), "kg", 11, 1.2, 2, 50_000),
    Kind("pangolin scales", ("pangolin scales", "scales of pangolins"), "kg", 130, 1.8, 3, 700),
    Kind("rosewood", ("rosewood", "rosewood logs"), "kg", 15_000, 1.3, 2, 20),
    Kind("gold", ("gold", "gold bars", "smuggled gold"), "kg", 6, 1.4, 5, 40_000),
    Kind("cash", ("cash", "undeclared cash", "banknotes"), "USD", 180_000, 1.5, 4, 1),
    Kind("counterfeit currency", ("counterfeit currency", "fake banknotes", "counterfeit bills"), "USD", 90_000, 1.5, 2,
         1),
    Kind("weapons", ("weapons", "firearms", "rifles"), "piece", 25, 1.3, 3, 800),
)  # fmt: skip

# Family and given names by where suspects come from; a person is any of one with any two of the other.
_EAST = (
    "Kim Ri Pak Choe Jong Kang Han Yun Chang Im O So",
    "Chol Su Yong Ho Myong Il Kwang Nam Song Hun Tae Jin Un Guk",
)
NAMES: dict[str, tuple[str, str]] = {
    "KP": _EAST,
    "KR": _EAST,
    "CN": ("Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou", "Wei Jian Ming Hua Jun Feng Lei Bo Guo Qiang Hai Tao"),
    "RU": ("Sokolov Morozov Volkov Lebedev Kozlov Orlov Zaitsev", "Andrei Viktor Pavel Sergei Yuri Oleg Maxim Denis"),
    "NG": ("Okafor Adeyemi Eze Balogun Obi Nwosu Adebayo Okeke", "Chinedu Emeka Tunde Ifeanyi Kelechi Segun Uche Femi"),
    "VN": ("Nguyen Tran Le Pham Hoang Vu Dang Bui Do Ngo", "Van Minh Duc Thanh Quang Hung Anh Tuan Long Hai"),
    "MX": ("Garcia Lopez Torres Ramirez Flores Mendoza Vargas", "Luis Carlos Jorge Miguel Pedro Raul Hector Mario"),
    "PK": ("Khan Ahmed Malik Hussain Shah Qureshi Butt Akhtar", "Imran Tariq Asif Bilal Faisal Nadeem Kamran Usman"),
    "TR": ("Yilmaz Demir Kaya Celik Sahin Arslan Aydin Koc", "Mehmet Mustafa Emre Kemal Murat Hasan Orhan Selim"),
    "GB": ("Walker Hughes Bennett Foster Marsh Holt Pryce Dunn", "Martin Peter Gareth Stephen Alan Darren Lee Neil"),
}  # fmt: skip
FAMILY_FIRST = frozenset(("KP", "KR", "CN", "VN"))
# What suspects are called, with the plural; the first few stand for nothing narrower than a person.
VAGUE_ROLES = (("man", "men"), ("suspect", "suspects"), ("person", "people"))
ROLES = (
    ("diplomat", "diplomats"), ("sailor", "sailors"), ("truck driver", "truck drivers"), ("courier", "couriers"),
    ("businessman", "businessmen"), ("woman", "women"), ("fisherman", "fishermen"), ("passenger", "passengers"),
    ("worker", "workers"), ("student", "students"), ("trader", "traders"), ("soldier", "soldiers"),
)  # fmt: skip
FORCES = ("police", "customs officers", "border guards", "anti-narcotics police", "airport police")
SEA_FORCES = ("the coast guard", "the navy", "customs officers", "maritime police")
CRAFT = ("fishing boat", "cargo ship", "container ship", "truck", "lorry", "bus", "car")
VESSEL_FIRST = (
    "Nordic Santa Ocean Tae Marina Golden Sea Blue Derya Star Hai Silver Orient Royal Pacific Lucky Northern Bella New "
    "Grand Baltic Coral Amber Morning Evening Southern Atlas Delta Nova Queen Prince Saint Tropic Island Harbour"
).split()
VESSEL_SECOND = (
    "Aster Rita Pearl Bong Levante Crane Horizon Venture Yildizi Fortune Breeze Spirit Lass Dawn Falcon Trader Carrier "
    "Voyager Lotus Jade Phoenix Diamond Hope Glory Wind Anchor Rover Sun Moon Tide Eagle Pilgrim Coral Comet Swallow"
).split()
LINES = "KE QR EK TK ET SU CA MH TG PK SA MS AI KQ LA AV".split()
PAPERS = "Courier Post Herald Times Chronicle Gazette Tribune Daily Star Observer Mirror Journal".split()
AGENCIES = (
    "Meridian News Agency", "Continental News Agency", "Straits News Agency", "Northern News Agency",
    "Delta News Agency", "Levant News Agency",
)  # fmt: skip
MONTHS = "January February March April May June July August September October November December".split()
