"""Verifies an exported log with nothing but Python: C2SP tlog-tiles, tlog-checkpoint, signed-note, tlog-proof.

Written from the specifications (c2sp.org) and RFC 8032 and 9162, not from the program's code. Exit 0 and "ok", or a
line that says what is wrong and exit 1.

Usage: verify_log.py KEY FOLDER [PROOF]
"""

import base64
import hashlib
import os
import sys


# Ed25519 verification (RFC 8032 section 5.1.7), slow and plain.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * I % P
    if (x * x - x2) % P:
        return None
    return P - x if x & 1 != sign else x


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(s, p):
    q = (0, 1, 1, 0)
    while s:
        if s & 1:
            q = add(q, p)
        p = add(p, p)
        s >>= 1
    return q


def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


GY = 4 * pow(5, P - 2, P) % P
GX = recover_x(GY, 0)
G = (GX, GY, 1, GX * GY % P)


def point(text):
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def signature_holds(public, message, signature):
    a, r = point(public), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return same(multiply(s, G), add(r, multiply(h, a)))


# Notes and checkpoints.
def fail(sentence):
    print(sentence)
    sys.exit(1)


def read_key(text):
    name, hash_, encoded = text.strip().split("+", 2)
    key = base64.b64decode(encoded, validate=True)
    stated = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    if key[0] != 1 or stated.hex() != hash_:
        fail("the key is not an Ed25519 verifier key")
    return name, stated, key[1:]


def open_checkpoint(note, key):
    name, key_id, public = key
    body, _, signatures = note.rpartition(b"\n\n")
    body += b"\n"
    for line in signatures.decode().splitlines():
        dash, signer, encoded = line.split(" ")
        signature = base64.b64decode(encoded, validate=True)
        if dash == "\u2014" and signer == name and signature[:4] == key_id:
            if not signature_holds(public, body, signature[4:]):
                fail("the checkpoint's signature is wrong")
            origin, size, root = body.decode().splitlines()[:3]
            if origin != name:
                fail("the checkpoint is of another log")
            return int(size), base64.b64decode(root, validate=True)
    fail("the checkpoint is not signed with this key")


# The tree (RFC 9162 section 2.1).
def leaf(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(hashes):
    if not hashes:
        return hashlib.sha256(b"").digest()
    stack = []
    for index, digest in enumerate(hashes):
        while index & 1:
            digest = node(stack.pop(), digest)
            index >>= 1
        stack.append(digest)
    digest = stack.pop()
    while stack:
        digest = node(stack.pop(), digest)
    return digest


def tile_path(folder, kind, index, width):
    parts = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        parts.insert(0, f"x{index % 1000:03}")
    return os.path.join(folder, "tile", kind, *parts) + (f".p/{width}" if width < 256 else "")


def read_entries(folder, size):
    for start in range(0, size, 256):
        width = min(256, size - start)
        with open(tile_path(folder, "entries", start // 256, width), "rb") as file:
            content = file.read()
        for _ in range(width):
            length = int.from_bytes(content[:2], "big")
            yield content[2 : 2 + length]
            content = content[2 + length :]
        if content:
            fail(f"the entries from {start} have bytes left over")


def check_tiles(folder, hashes):
    level = 0
    while True:
        for start in range(0, len(hashes), 256):
            chunk = hashes[start : start + 256]
            path = tile_path(folder, str(level), start // 256, len(chunk))
            with open(path, "rb") as file:
                if file.read() != b"".join(chunk):
                    fail(f"{path} does not hold the hashes that follow from the entries")
        if len(hashes) < 256:
            return
        hashes = [root_of(hashes[at : at + 256]) for at in range(0, len(hashes) // 256 * 256, 256)]
        level += 1


def check_proof(text, key, hashes):
    head, _, note = text.partition(b"\n\n")
    lines = head.decode().splitlines()
    if lines.pop(0) != "c2sp.org/tlog-proof@v1":
        fail("the proof has another title")
    if lines[0].startswith("extra "):
        lines.pop(0)
    index = int(lines.pop(0).removeprefix("index "))
    size, root = open_checkpoint(note, key)
    digest, place, last = hashes[index], index, size - 1
    for line in lines:
        sibling = base64.b64decode(line, validate=True)
        if place & 1 or place == last:
            digest = node(sibling, digest)
            while place and not place & 1:
                place >>= 1
                last >>= 1
        else:
            digest = node(digest, sibling)
        place >>= 1
        last >>= 1
    if last or digest != root:
        fail("the proof does not lead to the signed root")


def main():
    key = read_key(sys.argv[1])
    folder = sys.argv[2]
    with open(os.path.join(folder, "checkpoint"), "rb") as file:
        size, root = open_checkpoint(file.read(), key)
    hashes = [leaf(entry) for entry in read_entries(folder, size)]
    if root_of(hashes) != root:
        fail("the entries do not lead to the signed root")
    check_tiles(folder, hashes)
    if len(sys.argv) > 3:
        with open(sys.argv[3], "rb") as file:
            check_proof(file.read(), key, hashes)
    print("ok")


main()
