"""Words of made-up articles, near-synonyms beside each other, and the sentences that hold them.

In one sentence so many words are drawn from such long lists that two articles hardly ever share a run of five of them
by chance, as it is with people's own sentences; what they do share are facts, stock phrases and footers.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache


def _groups(words: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(word.replace("_", " ") for word in group.split("/")) for group in words.split())


LISTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "adjective": _groups(
        "quiet/calm busy/crowded narrow/cramped elderly/aged cautious/wary stubborn/obstinate weary/tired "
        "sudden/abrupt lengthy/protracted brief/short modest/humble shabby/run-down spacious/roomy gloomy/sombre "
        "cheerful/merry rapid/swift gradual/slow costly/expensive cheap/inexpensive distant/remote "
        "nearby/neighbouring famous/renowned obscure/little-known fragile/brittle sturdy/robust ancient/age-old "
        "recent/latest provisional/temporary permanent/lasting eager/keen reluctant/unwilling polite/courteous "
        "gruff/curt thorough/careful hasty/hurried vast/enormous tiny/minute dusty/grimy spotless/immaculate "
        "awkward/clumsy graceful/elegant bitter/resentful hopeful/optimistic sceptical/doubtful rainy/wet "
        "windy/blustery rural/rustic coastal/seaside steep/sheer crooked/bent empty/vacant noisy/loud "
        "clever/shrewd puzzled/baffled anxious/worried proud/boastful loyal/faithful"
    ),
    "person": _groups(
        "warden/keeper shopkeeper/storekeeper teacher/schoolmaster fisherwoman/angler farmer/grower widow/widower "
        "pensioner/retiree clerk/registrar janitor/caretaker baker/pastrycook tailor/seamstress "
        "councillor/alderman mayor/provost librarian/archivist nurse/orderly doctor/physician mechanic/fitter "
        "ferryman/boatman porter/carrier waiter/barman gardener/groundsman beekeeper/apiarist carpenter/joiner "
        "bricklayer/mason editor/columnist reporter/correspondent lecturer/professor economist/statistician "
        "geologist/surveyor pilot/aviator stationmaster/signalman conductor/guardsman postwoman/postman "
        "weaver/spinner cobbler/shoemaker miller/grinder priest/vicar choirmaster/organist painter/decorator "
        "poet/novelist lawyer/solicitor accountant/bookkeeper grandmother/grandfather neighbour/bystander "
        "cyclist/rambler tourist/visitor hotelier/innkeeper cook/chef"
    ),
    "body": _groups(
        "council/assembly ministry/department committee/panel union/federation chamber/guild academy/institute "
        "cooperative/collective ombudsman/regulator treasury/exchequer parliament/legislature foundation/charity "
        "orchestra/ensemble museum/gallery university/college hospital/clinic bank/lender insurer/underwriter "
        "railway/tramway airline/carrier newspaper/magazine broadcaster/station harbourmaster/quaymaster "
        "waterworks/utility observatory/laboratory brewery/winery bakery/confectioner theatre/playhouse "
        "school/seminary parish/diocese embassy/consulate court/tribunal brigade/squad choir/chorus "
        "archive/registry market/bazaar"
    ),
    "verb": _groups(
        "welcomed/greeted criticised/condemned praised/applauded postponed/delayed ignored/overlooked "
        "reviewed/examined rejected/refused approved/endorsed doubted/questioned defended/upheld forgot/neglected "
        "remembered/recalled repaired/mended replaced/exchanged enlarged/extended closed/shut reopened/unlocked "
        "painted/redecorated measured/gauged counted/tallied photographed/filmed described/depicted "
        "mocked/ridiculed feared/dreaded celebrated/commemorated abandoned/deserted purchased/acquired "
        "rented/leased sold/auctioned inherited/received crossed/traversed visited/toured avoided/shunned "
        "noticed/spotted whispered_about/gossiped_about complained_about/grumbled_about discussed/debated "
        "explained/clarified misunderstood/misread financed/funded inspected/surveyed borrowed/took "
        "signed/initialled published/printed translated/rendered"
    ),
    "thing": _groups(
        "bridge/viaduct library/reading-room embankment/dyke orchard/vineyard lighthouse/beacon "
        "staircase/stairway timetable/schedule budget/ledger petition/appeal tunnel/underpass quay/jetty "
        "warehouse/depot pavement/footpath playground/park reservoir/pond telegram/letter roof/ceiling "
        "chimney/flue signpost/milestone fountain/well monument/memorial festival/carnival exhibition/display "
        "lecture/talk treaty/accord survey/census mural/fresco symphony/sonata novel/memoir almanac/yearbook "
        "hedge/fence meadow/pasture hillside/slope valley/dale estuary/inlet beach/shore lagoon/bay "
        "forest/woodland glacier/icefield orphanage/nursery canteen/refectory greenhouse/hothouse "
        "windmill/watermill courtyard/patio balcony/terrace cellar/basement clocktower/belfry "
        "ferry_service/boat_service road_map/street_map drainage_plan/sewer_plan curriculum/syllabus"
    ),
    "how": _groups(
        "reluctantly/grudgingly openly/publicly privately/discreetly repeatedly/often barely/scarcely "
        "unanimously/jointly narrowly/marginally promptly/quickly belatedly/tardily gladly/happily "
        "angrily/furiously calmly/coolly briefly/fleetingly formally/officially unexpectedly/suddenly "
        "thoroughly/fully partly/partially silently/mutely loudly/noisily wisely/sensibly foolishly/rashly "
        "patiently/doggedly eventually/finally secretly/covertly cheaply/thriftily warmly/cordially "
        "stiffly/coldly tearfully/sadly proudly/smugly"
    ),
    "reason": _groups(
        "frost/cold drought/dryness flooding/inundation fog/mist inflation/prices rivalry/jealousy "
        "nostalgia/memory boredom/idleness pride/vanity superstition/folklore illness/disease "
        "overcrowding/congestion rust/corrosion neglect/disuse rumour/hearsay elections/polls holidays/vacations "
        "roadworks/diversions noise/racket shortages/scarcity strikes/walkouts bureaucracy/paperwork "
        "apathy/indifference curiosity/interest gratitude/thanks fatigue/exhaustion thrift/economy fashion/taste "
        "tradition/custom weather/climate"
    ),
    "when": _groups(
        "last_spring/last_April this_summer/this_July in_autumn/in_October before_winter/before_December "
        "decades_ago/generations_ago after_lunch/after_noon at_dawn/at_daybreak at_dusk/at_sunset "
        "overnight/by_night every_evening/every_night each_season/each_year over_the_holidays/over_the_break "
        "during_the_harvest/at_harvest since_childhood/since_youth between_rehearsals/between_lessons "
        "before_breakfast/before_sunrise for_weeks/for_months within_hours/within_days at_the_weekend/on_days_off "
        "throughout_the_season/all_season"
    ),
}  # fmt: skip

SENTENCES = (
    "The [adjective] [person] [how] [verb] the [adjective] [thing] [when], blaming [reason] and [reason].",
    "[When], a [person] of the [body] [verb] the [thing] while the [adjective] [body] [how] [verb] its [thing].",
    "“My [person] [how] [verb] the [thing],” a [adjective] [person] said, “but the [body] [verb] a [adjective] "
    "[thing].”",
    "Neither [reason] nor [reason] put off the [body]: its [adjective] [person] [how] [verb] the [thing] [when].",
    "A [adjective] [thing] is all the [body] [verb] of the [thing], and the [person] who [how] [verb] it cites "
    "[reason].",
    "Out of [reason], the [person] and the [person] [how] [verb] the [thing] and the [body] [verb] the "
    "[adjective] [thing].",
    "For [reason] the [adjective] [thing] of the [body] was [how] sold, a [adjective] [person] of the [body] "
    "said [when].",
    "Few [adjective] towns own a [thing] as [adjective] as the [adjective] one the [body] [how] [verb] [when].",
    "[When], [reason] met [reason]; only a [adjective] [person] and the [adjective] [person] of the [body] "
    "[verb] the [thing].",
    "The [body] [verb] [reason], not the [adjective] [thing] its [adjective] [person] had [how] [verb] for a [person].",
    "To the [adjective] [person], [reason] and a [adjective] [thing] were one; the [body] [how] [verb] the "
    "[thing] [when].",
    "As to [reason], a [adjective] [person] of the [adjective] [body] [how] [verb] the [adjective] [thing] and "
    "[verb] a [thing].",
    "It was a [person], not the [body], who [how] [verb] the [adjective] [thing] [when], said a [person] of the "
    "[body].",
    "By the [thing] and the [adjective] [thing] is a [thing] no [adjective] [person] has [how] [verb] [when].",
    "“[Reason], [reason],” said the [adjective] [person] whose [adjective] [thing] the [body] [how] [verb] [when].",
    "To the [body], [reason] was the [adjective] aim for which its [adjective] [person] [how] [verb] the [thing].",
)
# What stands in many papers word for word and ties none of them to another.
STOCK = (
    "The official spoke on condition of anonymity because he was not authorised to talk to the news media.",
    "The investigation is continuing and anyone with information is asked to contact the nearest station.",
    "The claims could not be independently verified and the embassy did not respond to requests for comment.",
    "If convicted they face long terms in prison under the country’s strict laws, which have been tightened twice.",
    "All of the accused deny wrongdoing and are presumed innocent until a court has found otherwise.",
    "Additional reporting by our correspondents in the region; editing by the night desk.",
)
FOOTERS = (
    "Subscribe to the {outlet} for unlimited access to our reporting, puzzles, recipes and weekend supplements.",
    "Copyright {outlet}. All rights reserved. No part of this publication may be copied without written permission.",
    "Follow the {outlet} for breaking stories, live results and traffic updates from around the whole region.",
    "Do you have a tip for the newsroom of the {outlet}? Write to our readers’ desk in complete confidence.",
)


@cache
def synonyms() -> Mapping[str, str]:
    """Another word of the same group for each word of the lists, and for common words of reports."""
    common = _groups(
        "seized/confiscated detained/arrested officials/authorities shipment/consignment hidden/concealed "
        "worth/valued_at suspects/accused vehicle/car discovered/found spokesman/spokesperson route/path "
        "announced/declared remarked/observed recalled/said promised/pledged question/query instead/rather "
        "excuse/pretext critics/opponents sighed/moaned stands/rises beside/next_to towns/cities matter/count "
        "wanted/needed still/yet"
    )
    found: dict[str, str] = {}
    for group in (*common, *(group for groups in LISTS.values() for group in groups)):
        for at, word in enumerate(group):
            if " " not in word:
                found.setdefault(word, group[(at + 1) % len(group)])
    return found
