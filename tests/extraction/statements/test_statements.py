"""Statements without a number: what is found, who is said to say it, and what is none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bellflower.extraction.annotation import Annotation
from bellflower.extraction.grammar import Grammar
from bellflower.extraction.statements.statements import find_statements
from bellflower.extraction.view import View
from bellflower.packs import PackError
from bellflower.records import Claim, Report, Term, Where


@cache
def grammar(*extra: Path) -> Grammar:
    return Grammar.of(extra)


def read(text: str, *extra: Path) -> list[Claim]:
    report = Report(id="r", stem="r", path="r.txt", text=text + "\n", content_sha256="0", text_sha256="0")
    return list(find_statements(Annotation(View(report), grammar(*extra)), grammar(*extra)))


def subjects(text: str, kind: str) -> list[str]:
    return [claim.subject for claim in read(text) if claim.predicate == kind]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Two military firms produce methamphetamine for sale abroad.", "military firms"),
        ("The Syrian regime has long manufactured captagon in the hills.", "Syrian regime"),
        ("Militias on both sides of the river make heroin, a former officer said.", "Militias"),
        ("In the nineties North Korea began the production of heroin.", "North Korea"),
        (
            "The ministry's companies, which have resumed the manufacture of crystal meth, answer to nobody.",
            "companies",
        ),
        ("Much of the heroin produced by the insurgents leaves through the desert.", "insurgents"),
        ("A cartel from the coast runs the production of fentanyl there.", "cartel"),
        ("According to a defector, state factories and laboratories refine opium day and night.", "laboratories"),
        ("Farmers in the hills grow opium poppies again.", "Farmers"),
    ],
)
def test_production_names_who_makes_the_goods(text: str, subject: str) -> None:
    found = subjects(text, "production")
    assert len(found) == 1
    assert found[0].endswith(subject)


@pytest.mark.parametrize(
    "text",
    [
        "The company makes furniture, and heroin was found in one of its tables.",
        "The government has never produced heroin, two historians write.",
        "The militia plans to produce heroin next year.",
        "If the regime produced methamphetamine, its neighbours would know.",
        "Police arrested the owner of a firm that bought heroin.",
        "The company produces vaccines and syringes.",
        "North Korea produced 400,000 tons of coal. Heroin is not its problem.",
        "It would be easy for the army to make heroin.",
    ],
)
def test_no_production(text: str) -> None:
    assert subjects(text, "production") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Methamphetamine is made at the Hamhung Chemical Institute.", ["Hamhung Chemical Institute"]),
        (
            "The bulletin lists bodies said to be involved in the making of heroin, "
            "among them schools, including the Kanggye "
            "School of Medicine and the Rason Pharmaceutical Plant.",
            ["Kanggye School of Medicine", "Rason Pharmaceutical Plant"],
        ),
        ("Heroin laboratories near Lashio run through the night.", ["Heroin laboratories near Lashio"]),
        ("The raw opium is taken to a chemical plant in Hamhung.", ["chemical plant in Hamhung"]),
        (
            "There are rumours that a second heroin refinery stands outside Chongjin.",
            ["second heroin refinery outside Chongjin"],
        ),
        (
            "Opium poppies are grown on state farms in counties such as Pungsan, Kapsan and Musan.",
            ["state farms in counties such as Pungsan, Kapsan and Musan"],
        ),
        ("The Rason Pharmaceutical Plant and a school beside it make heroin.", []),
        (
            "The Rason Pharmaceutical Plant and the Kanggye Chemical Factory produce heroin.",
            ["Rason Pharmaceutical Plant", "Kanggye Chemical Factory"],
        ),
        ("The Golden Dragon Factory makes captagon by the million.", ["Golden Dragon Factory"]),
        ("A workshop in Latakia, which produced captagon for the export trade, burnt down.", ["workshop in Latakia"]),
        ("It went to the plant at Wonsan, which made, people say, a ton of heroin.", ["plant at Wonsan"]),
        (
            "Informants name two places where methamphetamine is said to be made: the Kanggye Tractor Factory and the "
            "Hamhung Institute of Chemistry.",
            ["Kanggye Tractor Factory", "Hamhung Institute of Chemistry"],
        ),
    ],
)
def test_sites_of_production(text: str, expected: list[str]) -> None:
    assert subjects(text, "site") == expected


@pytest.mark.parametrize(
    "text",
    [
        "A student of the Hamhung Chemical Institute was caught with ten grams of methamphetamine.",
        "A professor at Kim Chaek University said that the North produces heroin.",
        "The forensic laboratory in Osaka found that the powder was heroin.",
        "The drug was sold in front of a school in Dandong.",
        "Workers of the Sunchon Cement Factory use methamphetamine to stay awake.",
        "No heroin laboratory in Lashio was ever found.",
        "The farms near Samsu grow potatoes. Opium is unknown there.",
        "The college in Incheon teaches how heroin harms the brain.",
        "Heroin is produced somewhere. The mission gave a dinner at the Seoul Agricultural College.",
    ],
)
def test_no_site(text: str) -> None:
    assert subjects(text, "site") == []


def test_a_site_with_one_place_is_a_place_and_a_named_one_a_term() -> None:
    placed, named = read("Heroin is refined at a plant in Hamhung. Heroin is refined at the Hamhung Chemical Plant.")
    assert isinstance(placed.value, Where)
    assert (placed.value.role, placed.value.country) == ("production", "KP")
    assert named.value == Term(text="Hamhung Chemical Plant")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Sales of heroin later spread to Taiwan, Vietnam and eastern Africa.", "Taiwan, Vietnam, eastern Africa"),
        ("The army sells the heroin through brokers to China and Japan.", "China, Japan"),
        ("The chief market for the regime's methamphetamine is China.", "China"),
        ("Captagon from these hills is exported to Saudi Arabia, Jordan and the Gulf.", "Saudi Arabia, Jordan, Gulf"),
        ("The trade in heroin grew. Exports then reached to the Philippines and Hong Kong.", "Philippines, Hong Kong"),
        ("By 1995 the firm was shipping opium to buyers in Russia and Macau.", "Russia, Macau"),
        ("The regime began to export methamphetamine to China.", "China"),
    ],
)
def test_exports_name_their_destinations(text: str, subject: str) -> None:
    assert subjects(text, "export") == [subject]


@pytest.mark.parametrize(
    "text",
    [
        "Heroin brought ruin. The province exported mushrooms and fish to China and Japan.",
        "Squid is exported to China, and methamphetamine worries the police.",
        "It is harder to export heroin to Australia or Japan.",
        "They planned to ship heroin to Japan.",
        "He was arrested when he tried to sell 5 kilograms of opium to a buyer in Russia.",
        "The mission never exported ivory to China.",
        "Coal exports rose to $13 million.",
    ],
)
def test_no_export(text: str) -> None:
    assert subjects(text, "export") == []


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Ivory and gold are smuggled in the diplomatic pouch of the mission.", ["diplomatic bag"]),
        ("It is widely believed that the diplomatic bag carries drugs; heroin fits into it.", ["diplomatic bag"]),
        ("The leadership relies on its envoys to move heroin abroad.", ["diplomats"]),
        ("State-owned companies handle the sale of methamphetamine.", ["state companies"]),
        ("The heroin is sold through the Japanese Yakuza and the Russian mafia.", ["Yakuza", "Russian mafia"]),
        ("Trading companies act as brokers for methamphetamine.", ["state companies"]),
        ("Embassies in three capitals have been linked to the smuggling of rhino horn.", ["embassies"]),
        ("Methamphetamine reaches the cities by way of Chinese triads, which distribute it.", ["Chinese triads"]),
    ],
)
def test_channels(text: str, subject: list[str]) -> None:
    assert subjects(text, "channel") == subject


@pytest.mark.parametrize(
    "text",
    [
        "Two diplomats were arrested when they tried to smuggle 5 kilograms of heroin into Egypt.",
        "The diplomats gave a reception. Heroin was not mentioned.",
        "Diplomats from six states discussed heroin over lunch.",
        "The yakuza refused to sell heroin.",
        "The diplomatic bag carries letters.",
        "A trading company exported squid to Japan.",
    ],
)
def test_no_channel(text: str) -> None:
    assert subjects(text, "channel") == []


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "Heroin sales make up for what Security Council Resolution 1718 forbids, under Resolution 1718.",
            "UN Security Council Resolution 1718",
        ),
        (
            "Sanctions imposed by the European Union have driven the regime to sell heroin.",
            "Sanctions (European Union)",
        ),
        (
            "The regime turned to methamphetamine after the ban ordered by the UN Security Council.",
            "ban (UN Security Council)",
        ),
        (
            "Since the embargo under Resolution 2375 heroin has been its cash crop.",
            "UN Security Council Resolution 2375",
        ),
        ("Resolution 1874 bans the trade, and heroin came instead.", "UN Security Council Resolution 1874"),
        ("The EU imposed sanctions on three makers of captagon.", "sanctions (EU)"),
        ("The United Nations' export bans make heroin the more welcome.", "export bans (United Nations)"),
        ("Ivory pays now, for an import ban decreed by Japan has closed the crab trade.", "import ban (Japan)"),
    ],
)
def test_sanctions(text: str, subject: str) -> None:
    assert subject in subjects(text, "sanction")


@pytest.mark.parametrize(
    "text",
    [
        "Sanctions imposed by the European Union on heroin traders were lifted in 2010.",
        "Heroin is back, and Japan proposed sanctions by the United Nations.",
        "Sanctions imposed by the European Union hurt the makers of cars.",
        "The heroin trade thrives despite international sanctions.",
        "The bar was closed by the ban of its owner, and heroin was sold.",
        "The resolution of the image was poor; heroin could not be seen.",
    ],
)
def test_no_sanction(text: str) -> None:
    assert subjects(text, "sanction") == []


@pytest.mark.parametrize(
    ("text", "alias", "good"),
    [
        ('In the accounts the clerks referred to the opium as "green tea".', "green tea", "opium"),
        ("Methamphetamine, known as orum in the north, is cheap.", "orum", "methamphetamine"),
        ("They trade methamphetamine (locally called bindu) by the gram.", "bindu", "methamphetamine"),
        (
            'A gram of ice, that is methamphetamine, costs ten dollars. Dealers call it "the cold one".',
            "the cold one",
            "methamphetamine",
        ),
        ('"Snow flower" is a code word for heroin.', "Snow flower", "heroin"),
        ("The guards buy heroin, also known as 'medicine', at the gate.", "medicine", "heroin"),
        ("Heroin goes by the name of 'White Tiger'.", "White Tiger", "heroin"),
        ("Two packs of ketamine, a drug also known as Kit, were sold.", "Kit", "ketamine"),
        ("Bird dung is the local name for heroin.", "Bird dung", "heroin"),
        ("Farms grow opium poppies nicknamed 'white bellflowers'.", "white bellflowers", "opium"),
        (
            'The hills were sown with poppies for opium. Clerks called the flowers "white clover" in their books.',
            "white clover",
            "opium",
        ),
    ],
)
def test_aliases_and_what_they_stand_for(text: str, alias: str, good: str) -> None:
    assert [claim.value for claim in read(text) if claim.predicate == "alias"] == [Term(text=alias, stands_for=good)]


@pytest.mark.parametrize(
    "text",
    [
        "Methamphetamine is known for its smell.",
        "After the heroin vanished he called the police.",
        "Heroin called for another kind of police work.",
        "A gang known as the Wolves sells heroin.",
        "The freighter (alias 'Lucky Star') carried heroin.",
        "Cannabis, called a scourge by the minister, is grown everywhere.",
        "He called his dog 'Biscuit'. The heroin was in its basket.",
    ],
)
def test_no_alias(text: str) -> None:
    assert subjects(text, "alias") == []


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The Syrian government rejects all allegations that it trades in captagon.", "Syrian government"),
        ("The heroin came from the north. Pyongyang has always denied any role in it.", "Pyongyang"),
        ("The embassy denied that its staff had smuggled rhino horn.", "embassy"),
        ("The foreign ministry called the charge of heroin smuggling a fabrication.", "foreign ministry"),
        ("The regime insists that its opium is grown only for medical use.", "regime"),
        ("Smugglers moved captagon under the eyes of soldiers. Tehran rejects this.", "Tehran"),
        ("A denial from the North Korean government that it makes heroin is on file.", "North Korean government"),
        ("The state news agency said the tale of the heroin was a plot to slander the country.", "state news agency"),
    ],
)
def test_denials(text: str, subject: str) -> None:
    (claim,) = [claim for claim in read(text) if claim.predicate == "denial"]
    assert claim.subject == subject
    assert (claim.modality, claim.attributed_to) == ("denied", ())


@pytest.mark.parametrize(
    "text",
    [
        "Heroin is a scourge. The ministry denied him a visa.",
        "Seizures of heroin rose. North Korea denied that it had launched a missile.",
        "The court denied bail to the man who sold heroin.",
        "The importer, a man of 61 who lives in Kyoto, denies that he knew of the heroin.",
        "The government denied reports that the king was dying.",
        "The company denied that its sales had fallen.",
        "The driver denied that the heroin was his.",
    ],
)
def test_no_denial(text: str) -> None:
    assert subjects(text, "denial") == []


def test_what_is_denied_is_not_said_as_well() -> None:
    text = "The heroin trade grows. The government insists that the state produces opium solely for medical purposes."
    assert [claim.predicate for claim in read(text)] == ["denial"]


def test_a_film_makes_no_statement() -> None:
    text = "Heroin is made at the Golden Hill Factory in this film. Directed by R. Amsel, it runs three hours."
    assert read(text) == []


def test_attribution_and_modality() -> None:
    told, rumoured, own = read(
        "Citing a trader in the port, the Osaka-based Hinode newspaper reported that "
        "state companies manufacture heroin. "
        "There are unconfirmed reports that a heroin refinery operates near Wonsan. "
        "The raw opium is sent to a plant in Hamhung."
    )
    assert (told.predicate, told.attributed_to, told.modality) == (
        "production",
        ("Hinode", "trader in the port"),
        "asserted",
    )
    assert (rumoured.predicate, rumoured.attributed_to, rumoured.modality) == (
        "site",
        ("unconfirmed reports",),
        "alleged",
    )
    assert (own.predicate, own.attributed_to) == ("site", ())


def test_every_quote_stands_at_its_offsets() -> None:
    text = "State-owned\ncompanies produce “heroin”, and it is sold\nto China and Japan."
    for claim in read(text):
        assert (text + "\n")[claim.quote.start : claim.quote.end] == claim.quote.exact


def test_a_channel_is_added_without_python(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("name: more\ntitle: More\nversion: '1'\n", encoding="utf8")
    (tmp_path / "statements.yaml").write_text("channel_things:\n  courier drones: [courier drones]\n", encoding="utf8")
    text = "Heroin is smuggled by courier drones over the river."
    assert subjects(text, "channel") == []
    assert [claim.subject for claim in read(text, tmp_path)] == ["courier drones"]


def test_a_list_that_is_not_known_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("name: more\ntitle: More\nversion: '1'\n", encoding="utf8")
    (tmp_path / "statements.yaml").write_text("chanels: [drone]\n", encoding="utf8")
    with pytest.raises(PackError, match="chanels"):
        read("Heroin is made by the state.", tmp_path)
