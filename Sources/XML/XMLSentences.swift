extension XMLError {
  /// The languages of sentences.
  public enum Language: String, Hashable, Sendable, CaseIterable {
    /// Indonesian.
    case id
    /// English.
    case en
  }

  /// The error in one or two plain sentences: what is wrong, where, what to do. Quotes at most names, never values.
  public func sentence(in language: Language) -> String {
    switch language {
    case .id: indonesian
    case .en: english
    }
  }

  private var indonesian: String {
    switch self {
    case .notWellFormed(let fault, _, _, let at):
      fault.indonesian(at)
    case .doctypeForbidden(let at):
      "Baris \(at.line): berkas memuat DOCTYPE, yang tidak diterima demi keamanan. Hapus bagian <!DOCTYPE …> itu."
    case .entityForbidden(let name, let at):
      "Baris \(at.line): acuan &\(name); tidak dikenal. Tulis hurufnya langsung; untuk tanda & tulis &amp;."
    case .unsupportedEncoding(let name, let at):
      "Baris \(at.line): pengodean \(name) tidak didukung. Simpan ulang berkas sebagai UTF-8."
    case .limitExceeded(let limit, let allowed, let at):
      "Baris \(at.line): \(limit.indonesian) melebihi batas \(allowed) \(limit.unit.id). "
        + (limit == .totalBytes ? "Bagi berkas menurut unit laporan." : "Periksa isi berkas di sekitar baris itu.")
    }
  }

  private var english: String {
    switch self {
    case .notWellFormed(let fault, _, _, let at):
      fault.english(at)
    case .doctypeForbidden(let at):
      "Line \(at.line): the file has a DOCTYPE, which is refused for safety. Remove the part <!DOCTYPE …>."
    case .entityForbidden(let name, let at):
      "Line \(at.line): the reference &\(name); is not known. Write the character itself; for & write &amp;."
    case .unsupportedEncoding(let name, let at):
      "Line \(at.line): the encoding \(name) is not supported. Save the file again as UTF-8."
    case .limitExceeded(let limit, let allowed, let at):
      "Line \(at.line): \(limit.english) exceeds the limit of \(allowed) \(limit.unit.en). "
        + (limit == .totalBytes ? "Split the file by reporting unit." : "Check the file around that line.")
    }
  }
}

extension XMLFault {
  fileprivate func indonesian(_ at: XMLPosition) -> String {
    let place = "Baris \(at.line), kolom \(at.column)"
    return switch self {
    case .emptyDocument:
      "Berkas kosong. Pilih berkas laporan yang berisi data."
    case .notXML:
      "Berkas ini bukan XML: isinya tidak diawali tanda <. Periksa apakah berkas yang dipilih sudah benar."
    case .unexpectedEnd(let name?, let line?):
      "Berkas terpotong: bagian <\(name)> yang dibuka di baris \(line) belum ditutup sampai akhir berkas (baris "
        + "\(at.line)). Simpan atau unduh ulang berkasnya."
    case .unexpectedEnd:
      "Berkas terpotong di baris \(at.line). Simpan atau unduh ulang berkasnya."
    case .mismatchedTag(let open, let line, let closed):
      "\(place): tertulis </\(closed)>, padahal <\(open)> dari baris \(line) belum ditutup. Perbaiki tanda penutupnya."
    case .invalidCharacter:
      "\(place): ada karakter yang tidak diperbolehkan dalam XML. Hapus karakter itu."
    case .invalidEncoding:
      "\(place): ada huruf yang rusak atau bukan dalam pengodean berkas ini. Simpan ulang berkas sebagai UTF-8."
    case .malformedReference:
      "\(place): tanda & tidak boleh berdiri sendiri. Tulis &amp; sebagai gantinya."
    case .malformedTag:
      "\(place): tanda <…> tidak lengkap atau salah tulis. Untuk tanda < di dalam teks tulis &lt;."
    case .duplicateAttribute(let name):
      "\(place): atribut \(name) tertulis dua kali. Hapus salah satunya."
    case .undeclaredPrefix(let prefix):
      "\(place): awalan nama \"\(prefix):\" tidak dikenal. Hapus awalan itu atau tambahkan deklarasi xmlns."
    case .contentAfterRoot:
      "\(place): masih ada isi setelah akhir laporan. Satu berkas hanya memuat satu laporan."
    case .malformedMarkup:
      "\(place): bagian <!…> atau <?…> salah tulis. Perbaiki atau hapus bagian itu."
    case .other:
      "\(place): penulisan XML tidak benar. Simpan ulang berkas dari aplikasi asalnya."
    }
  }

  fileprivate func english(_ at: XMLPosition) -> String {
    let place = "Line \(at.line), column \(at.column)"
    return switch self {
    case .emptyDocument:
      "The file is empty. Choose a report file that holds data."
    case .notXML:
      "This file is not XML: it does not begin with <. Check that the right file was chosen."
    case .unexpectedEnd(let name?, let line?):
      "The file is cut: <\(name)>, opened on line \(line), is not closed by the end of the file (line \(at.line)). "
        + "Save or download the file again."
    case .unexpectedEnd:
      "The file is cut on line \(at.line). Save or download the file again."
    case .mismatchedTag(let open, let line, let closed):
      "\(place): </\(closed)> stands here while <\(open)> of line \(line) is still open. Correct the closing tag."
    case .invalidCharacter:
      "\(place): a character here is not allowed in XML. Remove it."
    case .invalidEncoding:
      "\(place): a letter here is damaged or not in the file's encoding. Save the file again as UTF-8."
    case .malformedReference:
      "\(place): & may not stand alone. Write &amp; instead."
    case .malformedTag:
      "\(place): a tag <…> is incomplete or misspelt. For < within text write &lt;."
    case .duplicateAttribute(let name):
      "\(place): the attribute \(name) is written twice. Remove one of them."
    case .undeclaredPrefix(let prefix):
      "\(place): the name prefix \"\(prefix):\" is not known. Remove it or add its xmlns declaration."
    case .contentAfterRoot:
      "\(place): there is more after the end of the report. One file holds one report."
    case .malformedMarkup:
      "\(place): a part <!…> or <?…> is misspelt. Correct or remove it."
    case .other:
      "\(place): this is not proper XML. Save the file again from the program it came from."
    }
  }
}

extension XMLLimit {
  fileprivate var indonesian: String {
    switch self {
    case .depth: "kedalaman susunan elemen"
    case .nameBytes: "panjang nama"
    case .distinctNames: "jumlah nama elemen yang berbeda"
    case .attributesPerElement: "jumlah atribut dalam satu elemen"
    case .attributeBytes: "panjang nilai atribut"
    case .namespacesPerElement: "jumlah deklarasi namespace dalam satu elemen"
    case .markupBytes: "panjang satu tanda <…>"
    case .textBytes: "panjang isi satu elemen"
    case .totalBytes: "ukuran berkas"
    }
  }

  fileprivate var english: String {
    switch self {
    case .depth: "the nesting of elements"
    case .nameBytes: "the length of a name"
    case .distinctNames: "the number of different names"
    case .attributesPerElement: "the number of attributes of an element"
    case .attributeBytes: "the length of an attribute value"
    case .namespacesPerElement: "the number of namespace declarations of an element"
    case .markupBytes: "the length of one tag <…>"
    case .textBytes: "the length of an element's text"
    case .totalBytes: "the size of the file"
    }
  }

  fileprivate var unit: (id: String, en: String) {
    switch self {
    case .depth: ("tingkat", "levels")
    case .distinctNames: ("nama", "names")
    case .attributesPerElement: ("atribut", "attributes")
    case .namespacesPerElement: ("deklarasi", "declarations")
    case .nameBytes, .attributeBytes, .markupBytes, .textBytes, .totalBytes: ("byte", "bytes")
    }
  }
}
