"""How well and how fast raised cards are read, in rooms that are drawn with a fixed seed.

Run with: python benchmarks/camera.py [rooms]
There are so many rooms of each kind, 4 if nothing is said, and three seconds of each. A kind has a line for each size of
markers: how often a card was in a picture, and of these how many were read rightly in percent, wrongly, and as held between
two edges; how many were read that nobody raised; then how many cards were raised, how many counted in percent, how many
counted wrongly, after how many seconds the last one counted, and the processor's time for a picture in milliseconds.
The lines after that are about squares and cards that were never dealt, cards between two edges, on a table, and turned;
the last one about time and memory with 30 cards in large pictures, in a process of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from time import perf_counter, process_time
from typing import Final

from scrutiny_tui.domain.raised_cards import Edge, Steadiness
from scrutiny_tui.store.card_reader import SMALLEST, load_cv2, read_cards
from scrutiny_tui.store.rendered_room import Look, RenderedRoom, turned_to

RATE: Final = 4
"""Pictures a second that are read, as few as a slow laptop manages."""
PICTURES: Final = 3 * RATE + 1
DEALT: Final = range(1, 61)
"""More cards are dealt than are raised."""
FALSE_PICTURES: Final = 2000

LARGE, SMALL = (1920, 1080), (1280, 720)
ALL_AT_ONCE: Final = Look(sway=15, tilt=35, blur=2, light=0.5, noise=6, shining=0.2, covered=0.1, clutter=20)
KINDS: Final = {
    "good light": Look(),
    "tilted to 35°": Look(tilt=35, sway=15),
    "moving": Look(blur=4),
    "soft lens": Look(soft=1.1),
    "noise": Look(noise=12),
    "low light": Look(light=0.25, noise=6),
    "lamps": Look(shining=0.5),
    "thumbs": Look(covered=0.3),
    "clutter": Look(clutter=40),
    "all at once": ALL_AT_ONCE,
}
SIZES: Final = (18, 24, 32, 48, 72)
"""Pixels of a marker's side."""
CARDS: Final = (5, 15, 30, 40)


@dataclass
class Tally:
    """What became of the cards in some rooms."""

    shown: int = 0
    right: int = 0
    wrong: int = 0
    between: int = 0
    foreign: int = 0
    """Cards that nobody raised and that were read."""
    raised: int = 0
    counted: int = 0
    counted_wrong: int = 0
    last: list[float] = field(default_factory=list)
    """Seconds after which all cards of a room counted, for each room in which they did."""
    pictures: int = 0
    spent: float = 0.0
    """Seconds of processor time."""

    def see(self, cards: Mapping[int, Edge | None], meant: Mapping[int, Edge]) -> None:
        """Count what one picture showed."""
        self.shown += len(meant)
        self.foreign += len(cards.keys() - meant.keys())
        for card in cards.keys() & meant.keys():
            self.right += cards[card] == meant[card]
            self.between += cards[card] is None
            self.wrong += cards[card] not in {None, meant[card]}

    def end(self, accepted: Mapping[int, Edge], meant: Mapping[int, Edge], moment: float) -> None:
        """Count what came of one room, in which a card counted anew last at this moment."""
        self.raised += len(meant)
        self.counted += len(accepted.items() & meant.items())
        self.counted_wrong += len(accepted.items() - meant.items())
        if meant.keys() <= accepted.keys():
            self.last.append(moment)

    def add(self, other: Tally) -> None:
        """Add another one to this."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def __str__(self) -> str:
        right, counted = 100 * self.right / self.shown, 100 * self.counted / self.raised
        last, spent = max(self.last, default=0.0), 1000 * self.spent / self.pictures
        return (
            f"{self.shown:8}{right:8.2f}{self.wrong:7}{self.between:9}{self.foreign:9}{self.raised:8}{counted:9.2f}"
            f"{self.counted_wrong:7}{last:7.2f}{spent:7.0f}"
        )


HEAD: Final = "cards   right %  wrong  between  foreign  raised  counted  wrong   last     ms"


def seated(cards: int, seed: int) -> dict[int, Edge]:
    """Return the cards that are raised in a room, and which edge is up."""
    return {card: Edge((card * 7 + seed) % 4) for card in range(1, cards + 1)}


def turned(meant: Mapping[int, Edge], more: float = 0.0) -> dict[int, float]:
    """Return how far each card is turned, with so many degrees more."""
    return {card: turned_to(edge) + more for card, edge in meant.items()}


def watch(room: RenderedRoom, meant: Mapping[int, Edge], tally: Tally) -> None:
    """Read three seconds of a room in which nobody turns a card."""
    state, last = Steadiness(), 0.0
    for number in range(PICTURES):
        frame = room.next_frame()
        start = process_time()
        found = read_cards(frame, DEALT).cards
        tally.spent += process_time() - start
        tally.pictures += 1
        tally.see(found, meant)
        state, anew = state.after(number / RATE, found)
        last = number / RATE if anew else last
    tally.end(state.accepted, meant, last)


def looks(rooms: int, look: Look) -> Iterator[tuple[int, Look]]:
    """Yield the number of each room, and how it looks; every second one has smaller pictures."""
    for seed in range(rooms):
        width, height = (LARGE, SMALL)[seed % 2]
        yield seed, replace(look, width=width, height=height)


def kinds(rooms: int) -> None:
    """Print a line for each kind of room and size, and what they come to."""
    everything, sure = Tally(), Tally()
    print(f"{'kind':14}{'size':>4}   {HEAD}")
    for (name, kind), size in product(KINDS.items(), SIZES):
        tally = Tally()
        for seed, look in looks(rooms, replace(kind, size=size)):
            meant = seated(CARDS[seed % len(CARDS)], seed)
            watch(RenderedRoom(turned(meant), look, seed), meant, tally)
        print(f"{name:14}{size:4}{tally}", flush=True)
        everything.add(tally)
        if size >= SMALLEST:
            sure.add(tally)
    print(f"{'all':18}{everything}\n{f'from {SMALLEST} pixels on':18}{sure}", flush=True)


def never_dealt() -> None:
    """Print what was read in rooms with false squares and cards of another set."""
    tally, others = Tally(), dict.fromkeys(range(101, 121), 0.0)
    for seed, look in looks(FALSE_PICTURES // PICTURES + 1, replace(ALL_AT_ONCE, clutter=40)):
        watch(RenderedRoom(others, replace(look, size=SIZES[seed % len(SIZES)]), seed), {}, tally)
    told = f"{tally.foreign} read, {tally.counted_wrong} counted"
    print(
        f"never dealt: {tally.pictures} pictures, each with 40 false squares and 20 other cards: {told}",
        flush=True,
    )


def between(rooms: int) -> None:
    """Print what counted of cards that are held between two edges."""
    tally = Tally()
    for seed, look in looks(5 * rooms, Look()):
        meant = seated(30, seed)
        watch(RenderedRoom(turned(meant, 45.0), look, seed), {}, tally)
    print(f"between two edges: {30 * tally.pictures} readings, {tally.counted_wrong} counted", flush=True)


def lying(rooms: int) -> None:
    """Print what counted of cards that lie on tables, seen from a little above: they are less than half as high."""
    tally = Tally()
    for seed, look in looks(5 * rooms, Look(size=72, tilt=5)):
        meant = seated(20, seed)
        room, state = RenderedRoom(turned(meant), look, seed), Steadiness()
        for number in range(PICTURES):
            flat = load_cv2().resize(room.next_frame(), (look.width, look.height * 9 // 20))
            state, _ = state.after(number / RATE, read_cards(flat, DEALT).cards)
        tally.end(state.accepted, meant, 0.0)
    print(f"lying: {tally.raised} cards, {tally.counted + tally.counted_wrong} counted", flush=True)


def changed(rooms: int) -> None:
    """Print what counted of cards that are turned on within a second, one to three edges, and are held still then."""
    wrong = right = cards = 0
    for seed, look in looks(5 * rooms, Look(sway=15)):
        before = seated(30, seed)
        after = {card: Edge((edge + 1 + card % 3) % 4) for card, edge in before.items()}
        room, state = RenderedRoom(turned(before), look, seed), Steadiness()
        for number in range(3 * PICTURES):
            share = min(1.0, max(0.0, (number - PICTURES) / RATE))
            for card, edge in before.items():
                room.raised[card] = turned_to(edge) - 90.0 * (1 + card % 3) * share
            state, anew = state.after(number / RATE, read_cards(room.next_frame(), DEALT).cards)
            wrong += sum(edge not in {before[card], after[card]} for card, edge in anew.items())
        cards += len(after)
        right += len(state.accepted.items() & after.items())
    print(
        f"turned on: {cards} cards, {right} count as they are held at last, {wrong} counted wrongly",
        flush=True,
    )


def speed() -> None:
    """Print the time that pictures with 30 cards take, and the most memory of this process."""
    room = RenderedRoom(turned(seated(30, 1)), ALL_AT_ONCE)
    frames = [room.next_frame() for _ in range(3)]
    read_cards(frames[0], DEALT)
    wall, spent = perf_counter(), process_time()
    for number in range(30):
        read_cards(frames[number % len(frames)], DEALT)
    wall, spent = (perf_counter() - wall) / 30, (process_time() - spent) / 30
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"30 cards, 1920 × 1080: {1 / wall:.1f} pictures a second, {1000 * spent:.0f} ms of processor time each, "
        f"at most {memory:.0f} MB with the drawn room"
    )


def main() -> None:
    """Print everything."""
    if sys.argv[1:] == ["speed"]:
        speed()
        return
    rooms = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    kinds(rooms)
    never_dealt()
    between(rooms)
    lying(rooms)
    changed(rooms)
    subprocess.run([sys.executable, __file__, "speed"], check=True)


if __name__ == "__main__":
    main()
