/// Random programs that are mostly well typed.
///
/// A form is a text with holes: `$i` int, `$u` uint, `$d` double, `$s` string, `$y` bytes, `$b` bool, `$l` list of int,
/// `$w` list of string, `$m` map from string to int, `$t` timestamp, `$D` duration, `$o` optional int, `$x` anything.
struct ProgramGrammar {
  var random: SeededRandom

  /// How deep forms go into forms.
  private static let depth = 4

  mutating func program() -> String {
    let kind = Array("iudsyblwmtDox").randomElement(using: &random) ?? "b"
    return expression(kind, Int.random(in: 1...Self.depth, using: &random))
  }

  private mutating func expression(_ kind: Character, _ depth: Int) -> String {
    if kind == "x" { return expression(Array("iudsyblwmtDo").randomElement(using: &random) ?? "i", depth) }
    // One hole in forty gets something of another type.
    if Int.random(in: 0..<40, using: &random) == 0 { return expression("x", depth) }
    let table = depth <= 0 ? Self.leaves : Self.forms
    return fill((table[kind] ?? []).randomElement(using: &random) ?? "null", depth - 1)
  }

  private mutating func fill(_ form: String, _ depth: Int) -> String {
    var text = ""
    var isHole = false
    for character in form {
      if isHole {
        text += expression(character, depth)
        isHole = false
      } else if character == "$" {
        isHole = true
      } else {
        text.append(character)
      }
    }
    return text
  }

  private static let leaves: [Character: [String]] = [
    "i": [
      "0", "1", "-1", "7", "limit", "r.a", "r.b", "r.plain", "9223372036854775807", "-9223372036854775808", "0x10",
    ],
    "u": ["0u", "1u", "u", "18446744073709551615u"],
    "d": ["0.0", "-0.5", "f", "1e308", "1e-320", "0.0 / 0.0", "1.0 / 0.0", "9223372036854775807.0"],
    "s": ["''", "'a'", "s", "r.text", "r.code", "'é😀'", "'12'", "'a,b,,c'", "'%s %d %x %e'", "'\\u0000\\U0001F600'"],
    "y": ["b''", "blob", "b'\\377'", "b'abc'"],
    "b": ["true", "false", "r.p", "r.q", "has(r.a)", "r.d < missing", "r.d <= r.e", "missing == r.d"],
    "l": ["[]", "[1]", "numbers", "[3, 1, 2]"], "w": ["[]", "words", "['b', 'a']"],
    "m": ["{}", "table", "{'a': 1, 'b': 2}"],
    "t": [
      "moment", "timestamp('0001-01-01T00:00:00Z')", "timestamp('9999-12-31T23:59:59.999999999Z')", "timestamp(0)",
    ],
    "D": ["span", "duration('0s')", "duration('-1.5h')", "duration('315576000000s')"],
    "o": ["maybe", "optional.none()", "optional.of(1)", "table[?'z']", "numbers[?9]"],
  ]

  private static let forms: [Character: [String]] = [
    "i": [
      "($i + $i)", "($i - $i)", "($i * $i)", "($i / $i)", "($i % $i)", "-($i)", "size($s)", "$w.size()", "$l[$i]",
      "($b ? $i : $i)", "$t.getFullYear()", "$t.getDayOfYear('Asia/Jakarta')", "$D.getMilliseconds()", "int($d)",
      "int($s)", "int($u)", "int($t)", "$l.sum()", "$l.max(e, e * $i)", "$l.min(e, e)", "$l.count(e, e > $i)",
      "$m[$s]", "$s.indexOf($s, $i)", "math.bitShiftLeft($i, $i)", "math.abs($i)", "math.greatest($l)",
      "$o.orValue($i)",
      "cel.bind(v, $i, v + v)", "all.sum(q, q.a)", "all.filter(q, q.p).size()", "all.count(q, q.b < $i)",
      "$l.sum(e, e, $i)",
      "all.max(q, q.plain)", "$o.value()", "size($m)", "math.bitXor($i, $i)", "math.sign($i)", "$l.first().orValue(0)",
      "cel.bind(v, $i, all.count(q, q.a > v && v > q.b))", "cel.bind(v, $i, cel.bind(w, v + v, all.sum(q, w * q.a)))",
      "cel.bind(v, $l, all.filter(q, q.a in v).size())", "v", "w",
    ],
    "u": [
      "($u + $u)", "($u - $u)", "($u * $u)", "($u / $u)", "($u % $u)", "uint($i)", "uint($d)", "uint($s)",
      "math.bitAnd($u, $u)",
    ],
    "d": [
      "($d + $d)", "($d * $d)", "($d / $d)", "-($d)", "double($i)", "double($s)", "math.round($d)", "math.trunc($d)",
      "math.sqrt($d)", "($b ? $d : $d)", "math.least($d, $i)",
    ],
    "s": [
      "($s + $s)", "$s.substring($i, $i)", "$s.replace($s, $s, $i)", "$w.join($s)", "$s.charAt($i)", "$s.lowerAscii()",
      "$s.reverse()", "$s.trim()", "string($x)", "$s.format([$x, $x])", "'%.3f'.format([$d])",
      "'%b %x'.format([$i, $s])",
      "strings.quote($s)", "($b ? $s : $s)", "base64.encode($y)", "$w[$i]", "string($t)", "string($D)",
      "'%s'.format([$l])",
    ],
    "y": ["($y + $y)", "bytes($s)", "base64.decode($s)", "($b ? $y : $y)"],
    "b": [
      "($b && $b)", "($b || $b)", "!($b)", "($b ? $b : $b)", "$i < $i", "$i == $d", "$u >= $i", "$s != $s", "$x == $x",
      "$i in $l", "$s in $m", "$s in $w", "$s.matches('^[a-z]+$')", "$s.matches($s)", "$s.startsWith($s)",
      "$s.contains($s)",
      "$l.all(e, e > $i)", "$l.exists(e, $b)", "$l.exists_one(e, e == $i)", "$m.exists(k, v, v > $i)", "$t < $t",
      "$D > $D",
      "all.all(q, q.a < $i)", "all.exists(q, q.code == $s)", "$o.hasValue()", "sets.contains($l, $l)", "r.d < day($i)",
      "r.code in ['RED', $s]", "$l == $l", "bool($s)", "math.isNaN($d)", "type($x) == type($x)",
      "sets.intersects($w, $w)",
      "all.filter(q, q.p && q.a > $i).exists(z, z.b == z.a)", "$d < $d", "r.a / r.b == $i", "dyn($x) == $x",
    ],
    "l": [
      "[$i, $i]", "$l.map(e, e * $i)", "$l.filter(e, $b)", "($l + $l)", "$l.sort()", "$l.reverse()", "$l.distinct()",
      "$l.slice($i, $i)", "lists.range($i)", "[$l, $l].flatten()", "$l.map(e, e > $i, e)", "$l.sortBy(e, -e)",
      "[?$o, 1]",
      "$l.transformList(i, v, i + v)", "$w.map(e, size(e))", "$m.map(k, $i)",
    ],
    "w": [
      "[$s, $s]", "$s.split($s)", "$s.split($s, $i)", "$l.map(e, string(e))", "$m.map(k, k)", "$w.sort()", "($w + $w)",
    ],
    "m": [
      "{$s: $i}", "{'k': $i, ?'o': $o}", "$m.transformMap(k, v, v + $i)", "$l.transformMapEntry(i, v, {string(i): v})",
    ],
    "t": ["($t + $D)", "($t - $D)", "timestamp($s)", "timestamp($i)", "($b ? $t : $t)"],
    "D": ["($D + $D)", "($D - $D)", "($t - $t)", "duration($s)", "($b ? $D : $D)"],
    "o": [
      "optional.of($i)", "$l[?$i]", "$m[?$s]", "$o.or($o)", "$o.optMap(e, e + $i)", "$o.optFlatMap(e, $o)", "$l.last()",
      "{'a': $i}.?a", "optional.ofNonZeroValue($i)",
    ],
  ]
}
