"""Makes a transparency log from scratch, for a reader that was written by others to verify.

Usage: make_log.py FOLDER SIZE [SEED]

Writes what a log in the C2SP formats publishes (checkpoint, tile/...), its verifier key, proofs, and besides them
checkpoints and proofs that are wrong in one way each. The tree follows RFC 9162 section 2.1 word for word (MTH, PATH,
PROOF, recursively, over the list of entries); the signatures follow RFC 8032. Only the standard library is used.

  key                 the verifier key, name+hash+base64
  checkpoint          of SIZE entries; checkpoint.old: of half as many, signed by the same key
  proof/INDEX         tlog-proof of an entry, with the extra data "wlkp" for every second one
  consistency/OLD     hashes in base64, one a line, from OLD entries to SIZE
  wrong/NAME          checkpoints that no reader may take, or that do not fit the tree
"""

import base64
import hashlib
import os
import sys

ORIGIN = "python.example/log"


# Ed25519 (RFC 8032 section 5.1), points in extended coordinates (section 5.1.4).
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
BASE_Y = 4 * pow(5, P - 2, P) % P


def recover_x(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return P - x if x & 1 != sign else x


BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def add(one, two):
    (x1, y1, z1, t1), (x2, y2, z2, t2) = one, two
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = add(total, point)
        point = add(point, point)
        number >>= 1
    return total


def encoded(point):
    x, y, z, _ = point
    inverse = pow(z, P - 2, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


class Key:
    def __init__(self, seed, name):
        digest = hashlib.sha512(seed).digest()
        self.name = name
        self.scalar = int.from_bytes(digest[:32], "little") & (1 << 254) - 8 | 1 << 254
        self.prefix = digest[32:]
        self.public = encoded(times(self.scalar, BASE))
        self.id = hashlib.sha256(name.encode() + b"\n\x01" + self.public).digest()[:4]

    def text(self):
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([1]) + self.public).decode()}"

    def sign(self, message):
        nonce = int.from_bytes(hashlib.sha512(self.prefix + message).digest(), "little") % L
        commitment = encoded(times(nonce, BASE))
        challenge = int.from_bytes(hashlib.sha512(commitment + self.public + message).digest(), "little") % L
        return commitment + ((nonce + challenge * self.scalar) % L).to_bytes(32, "little")

    def line(self, signature):
        return f"\u2014 {self.name} {base64.b64encode(self.id + signature).decode()}\n"


# The tree (RFC 9162 section 2.1).
class Tree:
    def __init__(self, entries):
        self.entries = entries
        self.roots = {}

    def root(self, start, end):
        """MTH of the entries from start up to end."""
        if (start, end) not in self.roots:
            self.roots[start, end] = self.compute(start, end)
        return self.roots[start, end]

    def compute(self, start, end):
        if end == start:
            return hashlib.sha256(b"").digest()
        if end - start == 1:
            return hashlib.sha256(b"\0" + self.entries[start]).digest()
        middle = start + split(end - start)
        return hashlib.sha256(b"\1" + self.root(start, middle) + self.root(middle, end)).digest()

    def path(self, index, start, end):
        """PATH of an entry, the nearest hash first."""
        if end - start == 1:
            return []
        middle = start + split(end - start)
        if index < middle:
            return self.path(index, start, middle) + [self.root(middle, end)]
        return self.path(index, middle, end) + [self.root(start, middle)]

    def proof(self, old, new):
        """PROOF that the tree of `new` entries goes on from the one of `old`."""
        return self.subproof(old, 0, new, True) if 0 < old < new else []

    def subproof(self, old, start, end, whole):
        if old == end:
            return [] if whole else [self.root(start, end)]
        middle = start + split(end - start)
        if old <= middle:
            return self.subproof(old, start, middle, whole) + [self.root(middle, end)]
        return self.subproof(old, middle, end, False) + [self.root(start, middle)]


def split(count):
    """The largest power of two smaller than a count."""
    return 1 << (count - 1).bit_length() - 1


# The C2SP formats.
def body(size, root, origin=ORIGIN):
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"


def note(text, *lines):
    return text + "\n" + "".join(lines)


def proof_text(tree, size, index, checkpoint):
    extra = "extra " + base64.b64encode(b"wlkp").decode() + "\n" if index % 2 else ""
    hashes = "".join(base64.b64encode(digest).decode() + "\n" for digest in tree.path(index, 0, size))
    return f"c2sp.org/tlog-proof@v1\n{extra}index {index}\n{hashes}\n{checkpoint}"


def tile_path(kind, index, width):
    parts = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        parts.insert(0, f"x{index % 1000:03}")
    return "/".join(["tile", kind, *parts]) + (f".p/{width}" if width < 256 else "")


class Folder:
    def __init__(self, path):
        self.path = path

    def write(self, name, content):
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())


def write_tiles(folder, tree, size):
    level, span = 0, 1
    while size // span > 0 or level == 0:
        nodes = size // span
        for start in range(0, nodes, 256):
            chunk = range(start, min(start + 256, nodes))
            hashes = b"".join(tree.root(index * span, (index + 1) * span) for index in chunk)
            folder.write(tile_path(str(level), start // 256, len(chunk)), hashes)
        level, span = level + 1, span * 256
    for start in range(0, size, 256):
        chunk = tree.entries[start : start + 256]
        content = b"".join(len(entry).to_bytes(2, "big") + entry for entry in chunk)
        folder.write(tile_path("entries", start // 256, len(chunk)), content)


def write_wrong(folder, key, size, root):
    """Checkpoints that must be refused on reading or verifying (names with "refused-"), and ones that are signed as
    they must be and lie about the tree."""

    def signed(text):
        return note(text, key.line(key.sign(text.encode())))

    right = body(size, root)
    signature = key.sign(right.encode())
    stranger = Key(b"\x55" * 32, ORIGIN)
    # The other solution of the equation, which RFC 8032 section 5.1.7 forbids.
    scalar = int.from_bytes(signature[32:], "little") + L
    malleable = signature[:32] + scalar.to_bytes(32, "little")
    flipped = bytes([signature[0] ^ 1]) + signature[1:]
    claimed = f"\u2014 {ORIGIN} {base64.b64encode(key.id + stranger.sign(right.encode())).decode()}\n"
    refused = {
        "stranger": note(right, stranger.line(stranger.sign(right.encode()))),
        "claimed-id": note(right, claimed),
        "flipped": note(right, key.line(flipped)),
        "short-signature": note(right, key.line(signature[:-1])),
        "malleable": note(right, key.line(malleable)),
        "one-right-one-wrong": note(right, key.line(signature), key.line(flipped)),
        "unsigned": right + "\n",
        "other-origin": signed(body(size, root, "other.example/log")),
        "size-zero-padded": signed(body(f"0{size}", root)),
        "size-negative": signed(body(-1, root)),
        "size-plus": signed(body(f"+{size}", root)),
        "size-beyond": signed(body(2**64, root)),
        "root-short": signed(body(size, root[:-1])),
        "root-unpadded": signed(body(size, root).replace("=", "")),
        "carriage-return": signed(right.replace("\n", "\r\n")),
        "no-root": signed(f"{ORIGIN}\n{size}\n"),
    }
    for name, text in refused.items():
        folder.write("wrong/refused-" + name, text)
    other = hashlib.sha256(b"another tree").digest()
    lies = {"root": body(size, other), "larger": body(size + 1, root), "smaller": body(size - 1, root)}
    lies["huge"] = body(2**62, root)
    lies["empty"] = body(0, root)
    for name, text in lies.items():
        folder.write("wrong/lie-" + name, signed(text))
    # Nothing wrong: further lines and signatures of kinds that a reader does not know are left aside.
    more = right + "an extension line\n"
    unknown = f"\u2014 witness.example/w {base64.b64encode(bytes(range(4)) + bytes(72)).decode()}\n"
    folder.write("right/extended", note(more, unknown, key.line(key.sign(more.encode()))))


def main():
    folder, size = Folder(sys.argv[1]), int(sys.argv[2])
    seed = hashlib.sha256((sys.argv[3] if len(sys.argv) > 3 else "wlkp").encode()).digest()
    key = Key(seed, ORIGIN)
    entries = [hashlib.sha256(b"%d" % index).digest() * (index % 3) + b"entry %d" % index for index in range(size)]
    if size > 3:
        entries[3] = b""
    tree = Tree(entries)
    folder.write("key", key.text() + "\n")
    for name, count in [("checkpoint", size), ("checkpoint.old", size // 2)]:
        text = body(count, tree.root(0, count))
        folder.write(name, note(text, key.line(key.sign(text.encode()))))
    with open(os.path.join(folder.path, "checkpoint"), encoding="utf-8") as file:
        checkpoint = file.read()
    write_tiles(folder, tree, size)
    for index in sorted({0, 1, size // 3, size // 2, size - 2, size - 1} & set(range(size))):
        folder.write(f"proof/{index}", proof_text(tree, size, index, checkpoint))
    for old in sorted({1, size // 3, size // 2, size - 1} & set(range(1, size))):
        hashes = [base64.b64encode(digest).decode() + "\n" for digest in tree.proof(old, size)]
        folder.write(f"consistency/{old}", "".join(hashes) + base64.b64encode(tree.root(0, old)).decode() + "\n")
    write_wrong(folder, key, size, tree.root(0, size))


main()
