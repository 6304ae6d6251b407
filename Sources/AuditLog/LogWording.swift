/// The languages this module speaks.
public enum LogLanguage: String, CaseIterable, Sendable {
  /// Indonesian.
  case id
  /// English.
  case en
}

extension LogError {
  /// The error as one sentence.
  public func sentence(in language: LogLanguage) -> String {
    switch language {
    case .id: indonesian
    case .en: english
    }
  }
}

extension LogDifference {
  /// The difference as one sentence. Leaves, nodes and levels count from 0.
  public func sentence(in language: LogLanguage) -> String {
    switch language {
    case .id: indonesian
    case .en: english
    }
  }
}

extension LogError: CustomStringConvertible {
  /// The English sentence.
  public var description: String { english }
}

extension LogDifference: CustomStringConvertible {
  /// The English sentence.
  public var description: String { english }
}

extension LogError {
  private var indonesian: String {
    switch self {
    case .keyNameMalformed(let name):
      "Nama kunci \(quoted(name)) tidak dapat dipakai: nama tidak boleh kosong atau memuat spasi dan tanda tambah."
    case .keyTextMalformed: "Teks kunci tidak terbaca: bentuknya harus nama+hash+base64."
    case .keyAlgorithmUnknown(let byte): "Jenis kunci \(byte) tidak dikenal program ini."
    case .keyHashDiffers(let name, let stated, let computed):
      "Kunci \(quoted(name)) tertulis dengan hash \(Hex.text(of: stated)), sedangkan hash-nya \(Hex.text(of: computed))."
    case .signingFailed(let name): "Penandatanganan dengan kunci \(quoted(name)) tidak berhasil."
    case .noteTooLarge(let bytes, let limit): "Catatan bertanda tangan berukuran \(bytes) bita; batasnya \(limit) bita."
    case .noteNotUTF8: "Catatan bertanda tangan bukan teks UTF-8."
    case .noteControlCharacter(let offset): "Catatan bertanda tangan memuat karakter kendali pada bita ke-\(offset)."
    case .noteBodyMalformed:
      "Teks yang akan ditandatangani harus diakhiri baris baru dan tidak memuat karakter kendali."
    case .noteWithoutSignatures: "Catatan tidak memuat baris tanda tangan yang lengkap."
    case .signatureLineMalformed(let line): "Baris tanda tangan \(line) tidak terbaca."
    case .tooManySignatures(let limit): "Catatan memuat lebih dari \(limit) tanda tangan."
    case .signatureWrong(let name): "Tanda tangan \(quoted(name)) tidak cocok dengan isi catatan."
    case .signatureMissing(let names): "Tidak ada tanda tangan dari \(list(names))."
    case .checkpointMalformed(let line): "Baris \(line) pada checkpoint tidak ada atau tidak terbaca."
    case .originDiffers(let expected, let found):
      "Checkpoint ini berasal dari log \(quoted(found)), bukan \(quoted(expected))."
    case .proofTooLarge(let bytes, let limit): "Bukti berukuran \(bytes) bita; batasnya \(limit) bita."
    case .proofMalformed(let line): "Baris \(line) pada bukti tidak ada atau tidak terbaca."
    case .indexOutsideTree(let index, let size): "Log dengan \(size) entri tidak memiliki entri bernomor \(index)."
    case .sizesOutOfOrder(let old, let new): "Log tidak dapat tumbuh dari \(old) menjadi \(new) entri."
    case .proofLengthWrong(let expected, let found): "Bukti memuat \(found) hash, seharusnya \(expected)."
    case .rootDiffers(let expected, let computed):
      "Hash akar hasil hitungan \(computed.hex) berbeda dari yang tertulis \(expected.hex)."
    case .nodeMissing(let level, let index): "Simpul pohon pada aras \(level) nomor \(index) tidak tersimpan."
    case .frontierMalformed(let size, let peaks): "Pohon dengan \(size) entri tidak mungkin memiliki \(peaks) puncak."
    case .tilePathMalformed(let path): "\(quoted(path)) bukan alamat ubin (tile) log."
    case .tileOutsideRange: "Aras, nomor, atau lebar ubin (tile) di luar batas."
    }
  }

  private var english: String {
    switch self {
    case .keyNameMalformed(let name):
      "The key name \(quoted(name)) cannot be used: it must not be empty or hold spaces or plus signs."
    case .keyTextMalformed: "The key text cannot be read: its form must be name+hash+base64."
    case .keyAlgorithmUnknown(let byte): "This program does not know keys of kind \(byte)."
    case .keyHashDiffers(let name, let stated, let computed):
      "The key \(quoted(name)) is written with hash \(Hex.text(of: stated)), but its hash is \(Hex.text(of: computed))."
    case .signingFailed(let name): "Signing with the key \(quoted(name)) did not succeed."
    case .noteTooLarge(let bytes, let limit): "The signed note has \(bytes) bytes; the limit is \(limit) bytes."
    case .noteNotUTF8: "The signed note is not UTF-8 text."
    case .noteControlCharacter(let offset): "The signed note holds a control character at byte \(offset)."
    case .noteBodyMalformed: "A text to be signed must end in a newline and hold no control characters."
    case .noteWithoutSignatures: "The note has no complete signature lines."
    case .signatureLineMalformed(let line): "The signature on line \(line) cannot be read."
    case .tooManySignatures(let limit): "The note has more than \(limit) signatures."
    case .signatureWrong(let name): "The signature of \(quoted(name)) does not fit the note's text."
    case .signatureMissing(let names): "There is no signature by \(list(names))."
    case .checkpointMalformed(let line): "Line \(line) of the checkpoint is missing or cannot be read."
    case .originDiffers(let expected, let found):
      "This checkpoint is of the log \(quoted(found)), not of \(quoted(expected))."
    case .proofTooLarge(let bytes, let limit): "The proof has \(bytes) bytes; the limit is \(limit) bytes."
    case .proofMalformed(let line): "Line \(line) of the proof is missing or cannot be read."
    case .indexOutsideTree(let index, let size): "A log of \(size) entries has no entry number \(index)."
    case .sizesOutOfOrder(let old, let new): "A log cannot grow from \(old) to \(new) entries."
    case .proofLengthWrong(let expected, let found): "The proof has \(found) hashes where it must have \(expected)."
    case .rootDiffers(let expected, let computed):
      "The computed root hash \(computed.hex) is not the stated \(expected.hex)."
    case .nodeMissing(let level, let index): "The tree node at level \(level), number \(index), is not kept."
    case .frontierMalformed(let size, let peaks): "A tree of \(size) entries cannot have \(peaks) peaks."
    case .tilePathMalformed(let path): "\(quoted(path)) is not the address of a log tile."
    case .tileOutsideRange: "The level, number or width of the tile is out of range."
    }
  }
}

extension LogDifference {
  private var indonesian: String {
    switch self {
    case .leafDiffers(let index, let derived, let kept):
      "Entri \(index) atau hash-nya yang tersimpan telah berubah: entri memberi \(derived.hex), tersimpan \(kept.hex)."
    case .nodeDiffers(let level, let index, let derived, let kept):
      "Simpul pada aras \(level) nomor \(index) berubah: seharusnya \(derived.hex), tersimpan \(kept.hex)."
    case .nodeMissing(let level, let index): "Simpul pada aras \(level) nomor \(index) hilang."
    case .nodeSurplus(let level, let index, let kept):
      "Simpul pada aras \(level) nomor \(index) (\(kept.hex)) tersimpan, padahal log belum sampai ke sana."
    case .entriesMissing(let found, let expected):
      "Log berisi \(found) entri, padahal seharusnya \(expected): log terpotong."
    case .entriesSurplus(let found, let expected):
      "Log berisi \(found) entri, padahal checkpoint terakhir menyatakan \(expected)."
    case .rootDiffers(let size, let derived, let stated):
      "Hash akar pada ukuran \(size) adalah \(derived.hex), padahal checkpoint menyatakan \(stated.hex)."
    }
  }

  private var english: String {
    switch self {
    case .leafDiffers(let index, let derived, let kept):
      "Entry \(index) or its kept hash was changed: the entry gives \(derived.hex), kept is \(kept.hex)."
    case .nodeDiffers(let level, let index, let derived, let kept):
      "The node at level \(level), number \(index), was changed: it must be \(derived.hex), kept is \(kept.hex)."
    case .nodeMissing(let level, let index): "The node at level \(level), number \(index), is missing."
    case .nodeSurplus(let level, let index, let kept):
      "A node at level \(level), number \(index) (\(kept.hex)), is kept although the log has not reached it."
    case .entriesMissing(let found, let expected):
      "The log has \(found) entries where it must have \(expected): it was cut off."
    case .entriesSurplus(let found, let expected):
      "The log has \(found) entries where the last checkpoint states \(expected)."
    case .rootDiffers(let size, let derived, let stated):
      "The root hash at size \(size) is \(derived.hex), but the checkpoint states \(stated.hex)."
    }
  }
}

/// A text from outside, cut to a length fit for one line, without line breaks or control characters.
private func quoted(_ text: String) -> String {
  let limit = 80
  let shown = text.unicodeScalars.prefix(limit).map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
  let cut = text.unicodeScalars.count > limit ? "…" : ""
  return "\"" + String(String.UnicodeScalarView(shown)) + cut + "\""
}

private func list(_ names: [String]) -> String {
  names.map(quoted).joined(separator: ", ")
}
