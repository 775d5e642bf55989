"""The demo company's candidates: as many as asked for, every one with a name of their own."""

from __future__ import annotations

import itertools
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import InvalidInput

_NAMES: tuple[tuple[str, str], ...] = (
    ("Amina Zainab Halima Bilkisu Ibrahim Sani Yakubu Nafisa", "Abubakar Danjuma Bello Garba Lawal Musa Shehu Tanko"),
    ("Chinedu Ngozi Obinna Ifeoma Emeka Uchenna Kelechi Amara", "Eze Nwachukwu Okafor Onyeka Umeh Obiora Nnamani Ike"),
    ("Wanjiru Kamau Achieng Otieno Njeri Mwangi Atieno Kiptoo", "Kariuki Ochieng Wekesa Mutua Njoroge Cherono Barasa"),
    ("Thandiwe Sipho Nomvula Lerato Kagiso Bongani Zodwa", "Dlamini Mokoena Ndlovu Khumalo Sithole Molefe Radebe"),
    ("Layla Omar Salma Karim Yasmin Tariq Huda Nabil Rania", "Mansour Khoury Saleh Nasser Farouk Sabbagh Hamdan"),
    ("Elif Emre Zeynep Kerem Aylin Deniz Selin Burak", "Yıldız Kaya Aydın Şahin Öztürk Çelik Arslan Koç"),
    ("Shirin Arash Niloufar Kaveh Mahsa Dariush Parisa", "Rostami Karimi Tehrani Jafari Shirazi Moradi Sadeghi"),
    ("Aarav Diya Kavya Rohan Meera Vikram Nandini Arjun", "Iyer Deshpande Kulkarni Banerjee Chatterjee Nair Menon"),
    ("Ayesha Bilal Mariam Hamza Sana Usman Zara Faisal", "Qureshi Siddiqui Malik Chaudhry Rehman Baig Mirza"),
    ("Nguyệt Minh Thảo Quang Linh Hải Phương Đức", "Trần Phạm Đặng Bùi Hoàng Vũ Đỗ Ngô"),
    ("Wei Jun Xinyi Hao Lan Yichen Rui Qiang", "Chen Lin Huang Guo Xu Sun Ma Tang Deng"),
    ("Haruto Yuki Sakura Ren Aoi Takumi Misaki Sora", "Nakamura Fujita Hayashi Ishikawa Okada Sakamoto Ueno"),
    ("Minjun Seoyeon Jihoon Hana Dohyun Yuna Jiwoo Taeyang", "Kang Yoon Hwang Seo Bae Shin Moon Jang"),
    ("Putu Dewi Agus Ratna Bayu Citra Wahyu Sari", "Wijaya Santoso Hartono Prasetyo Gunawan Lestari Siregar"),
    ("Tane Aroha Manaia Wiremu Hine Rawiri Mere Nikau", "Parata Ngata Tamihana Rangihuna Waititi Paki Henare"),
    ("Camila Mateo Valentina Joaquín Sofía Andrés Ximena", "Ramírez Villalobos Echeverría Montoya Ibáñez Cárdenas"),
    ("Beatriz Thiago Larissa Caio Fernanda Vinícius Luana", "Carvalho Nogueira Teixeira Azevedo Barros Moraes Lacerda"),
    ("Aoife Cillian Niamh Oisín Saoirse Darragh Gráinne", "Gallagher Brennan Kinsella Doherty Maguire Tierney"),
    ("Alistair Eilidh Hamish Isla Callum Morag Ewan Fiona", "Drummond Sinclair Galbraith Urquhart Buchan Rennie"),
    ("Grace Oliver Beth Harry Alice Theo Ruth Edwin", "Ashworth Thornbury Pemberton Hargreave Lockwood Marsh"),
    ("Camille Baptiste Manon Étienne Clémence Rémi Inès", "Lefèvre Delacroix Moreau Chevalier Garnier Roussel"),
    ("Lena Jonas Friederike Matthias Anke Björn Greta", "Schäfer Brandt Kühn Vogel Lindemann Hofstetter Baumann"),
    ("Sanne Daan Femke Joris Marijke Bram Lotte", "Visser Hoekstra Dijkstra Brouwer Postma Kuipers Bakker"),
    ("Astrid Lars Sigrid Nils Maja Håkon Solveig Erik", "Bjørnstad Halvorsen Nyström Sørensen Lindgren Østby"),
    ("Aino Eero Helmi Onni Kaisa Väinö Tuuli", "Virtanen Koskinen Mäkelä Heikkinen Lehtonen Salonen"),
    ("Zofia Krzysztof Agnieszka Paweł Małgorzata Wojciech", "Kowalczyk Zając Wiśniewska Dąbrowski Mazur Szymańska"),
    ("Oksana Bohdan Larysa Taras Iryna Andriy Solomiya", "Kovalenko Shevchuk Bondar Melnyk Tkachenko Hrytsenko"),
    ("Eleni Nikos Despina Yannis Katerina Stavros Ioanna", "Papadakis Vlachos Nikolaidis Economou Kalogeropoulos"),
    ("Ioana Andrei Bianca Radu Mihaela Sorin Raluca", "Popescu Ionescu Dumitru Stoica Munteanu Rusu Moldovan"),
    ("Giulia Matteo Chiara Davide Ilaria Nicolò Martina", "Esposito Bellini Marchetti Rinaldi Greco Fontana Serra"),
    ("Tamar Eitan Noa Yonatan Shira Ari Maya", "Rosenthal Shalev Barak Mizrahi Peretz Avraham Harari"),
    ("Dakota Winona Chayton Aiyana Kai Nalani Leilani", "Begay Yazzie Tsosie Kahananui Kealoha Blackhorse"),
)
"""Given names and family names, by the part of the world where they are at home together."""

LARGEST_COUNT = 20_000
"""More candidates than this would run short of distinct names."""

_MIXED = 0.15
"""The share of candidates whose family name comes from another part of the world than their given name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Someone who applied; `number` counts from 1 in the order of applying, `email` reaches nobody."""

    number: int
    name: str
    email: str


def candidates(count: int, *, seed: int) -> tuple[Candidate, ...]:
    """The first `count` candidates for `seed`, no two of one name; a larger count starts with the same ones.

    Raises `InvalidInput` when `count` is not from 1 to `LARGEST_COUNT`.
    """
    if not 1 <= count <= LARGEST_COUNT:
        raise InvalidInput(f"The demo can invent 1 to {LARGEST_COUNT} candidates, not {count}.")
    names = itertools.islice(_distinct_names(random.Random(f"names {seed}")), count)  # noqa: S311 - must repeat, guards nothing
    return tuple(
        Candidate(number=number, name=name, email=f"{_mailbox(name)}.{number}@mail.example")
        for number, name in enumerate(names, start=1)
    )


def _distinct_names(rng: random.Random) -> Iterator[str]:
    given = [names.split() for names, _ in _NAMES]
    family = [names.split() for _, names in _NAMES]
    seen: set[str] = set()
    while True:
        home = rng.randrange(len(_NAMES))
        elsewhere = rng.random() < _MIXED
        name = ""
        while not name or name in seen:
            name = f"{rng.choice(given[home])} {rng.choice(family[rng.randrange(len(_NAMES)) if elsewhere else home])}"
            elsewhere = elsewhere or name in seen
        seen.add(name)
        yield name


def _mailbox(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", ".")


_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"})
"""Letters that do not fall apart into a plain letter and a mark."""
