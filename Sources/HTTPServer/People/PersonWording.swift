import ReportModel
import SubmissionStore

/// The words of signing in and of accounts, by the names the templates use.
enum PersonWording {
  /// What every template of the group knows: the words, and what was wrong with the form.
  static func values(_ language: Language, _ faults: FieldFaults) -> [String: Any] {
    faults.values(language).merging(["p": language == .id ? indonesian : english]) { one, _ in one }
  }

  /// One of the words in both languages.
  static func both(_ name: String) -> Bilingual { Bilingual(id: indonesian[name] ?? "", en: english[name] ?? "") }

  /// What a locked account is told.
  static func waits(_ seconds: Int) -> Bilingual {
    let wait = Problem.wait(seconds)
    return Bilingual(
      id: "Terlalu banyak percobaan untuk akun ini. Mohon coba lagi \(wait.id). Akun tidak terkunci untuk seterusnya.",
      en: "Too many tries for this account. Please try again \(wait.en). The account is not locked for good."
    )
  }

  /// A role as people call it.
  static func name(_ role: Account.Role) -> Bilingual {
    switch role {
    case .company: Bilingual(id: "Perusahaan", en: "Company")
    case .inspector: Bilingual(id: "Pengawas", en: "Inspector")
    case .auditor: Bilingual(id: "Auditor", en: "Auditor")
    case .administrator: Bilingual(id: "Administrator", en: "Administrator")
    }
  }

  /// How many accounts a list shows.
  static func listed(_ count: Int) -> Bilingual {
    Bilingual(id: "\(count) akun ditampilkan", en: count == 1 ? "1 account shown" : "\(count) accounts shown")
  }

  private static let indonesian = [
    "signIn": "Masuk", "nama": "Nama akun", "sandi": "Kata sandi", "ulang": "Ulangi kata sandi baru",
    "newPassword": "Kata sandi baru",
    "lama": "Kata sandi sekarang", "faults": "Mohon periksa isian berikut",
    "sandiHint":
      "Paling sedikit 12 karakter, misalnya empat kata yang tidak berhubungan. Tidak harus ada angka atau tanda.",
    "nameMissing": "Isi nama akun.", "passwordMissing": "Isi kata sandi.",
    "refused": "Nama akun atau kata sandi tidak cocok. Mohon periksa keduanya.",
    "differ": "Kedua isian kata sandi belum sama.",
    "nameUnusable": "Nama ini tidak dapat dipakai: sudah ada, terlalu panjang, atau berisi karakter kendali.",
    "forgotten": "Lupa kata sandi, atau belum punya? Mohon minta tautan kepada administrator.",
    "setPassword": "Simpan kata sandi dan masuk",
    "startHeading": "Administrator pertama",
    "startLead": "Buat akun yang mengelola akun lain di server ini. Tautan ini hanya berlaku sekali.",
    "invitationHeading": "Selamat datang",
    "invitationLead": "Pilih kata sandi untuk akun Anda. Tautan ini hanya berlaku sekali.",
    "account": "Akun saya", "role": "Peran", "scope": "Lingkup", "changePassword": "Ganti kata sandi",
    "changeNote": "Semua perangkat lain yang sedang masuk akan dikeluarkan.",
    "passwordChanged": "Kata sandi diganti. Perangkat lain sudah dikeluarkan.",
    "wrongOld": "Kata sandi sekarang tidak cocok.",
    "newToken": "Token API baru", "label": "Kegunaan", "labelHint": "Misalnya: aplikasi penggajian.",
    "hari": "Masa berlaku (hari)", "makeToken": "Buat token", "tokens": "Token API",
    "noTokens": "Belum ada token.", "number": "Nomor", "expires": "Berlaku sampai", "action": "Tindakan",
    "revoke": "Cabut", "ended": "Tidak berlaku", "tokenRevoked": "Token dicabut.",
    "labelMissing": "Isi kegunaan token.", "daysUnusable": "Isi 1 sampai 3650 hari.",
    "tokenMade": "Token baru", "tokenOnce": "Simpan token ini sekarang: tidak dapat ditampilkan lagi.",
    "goOn": "Sudah saya simpan", "forever": "Sampai dicabut",
    "sessions": "Sedang masuk", "since": "Sejak", "seen": "Terakhir dipakai", "thisSession": "Perangkat ini",
    "endSession": "Keluarkan", "sessionEnded": "Perangkat itu sudah dikeluarkan.",
    "accounts": "Akun-akun", "search": "Cari nama", "noAccounts": "Tidak ada akun yang cocok.", "state": "Keadaan",
    "open": "Aktif", "closed": "Ditutup", "morePages": "Akun berikutnya", "newAccount": "Akun baru",
    "makeAccount": "Buat akun dan tautan undangan", "lingkup": "Lingkup",
    "lingkupHint":
      "Perusahaan: sendiri (perusahaan dari laporan pertamanya), nib:9120001112223 (satu perusahaan), atau "
      + "nib:9120001112223#CABANG-1 (satu unitnya). Pengawas: wilayah:32 (kode provinsi, kabupaten, atau kota), atau "
      + "wilayah:32@2026-01-01..2026-12-31 (selama tanggal itu). Auditor: * (semua). Bila kosong: sendiri untuk "
      + "perusahaan, semua untuk auditor, tidak ada untuk yang lain.",
    "scopeUnusable": "Lingkup ini tidak terbaca. Lihat contoh di atas isian.",
    "inspectorScope": "Pengawas perlu lingkup wilayah, misalnya wilayah:32.",
    "invite": "Buat tautan undangan",
    "inviteText":
      "Dengan tautan ini pemilik akun memilih kata sandinya. Berlaku 72 jam, satu kali; tautan lama berakhir.",
    "invited": "Tautan undangan",
    "inviteOnce": "Sampaikan tautan ini kepada pemilik akun lewat jalur yang aman. Tidak dapat ditampilkan lagi.",
    "changeScope": "Ubah lingkup", "scopeChanged": "Lingkup diubah.", "close": "Tutup akun",
    "closeText":
      "Akun yang ditutup tidak dapat dibuka lagi. Token, kata sandi, dan semua sesi berakhir. Laporan tetap tersimpan.",
    "closeSure": "Ya, tutup akun ini untuk seterusnya", "accountClosed": "Akun ditutup.",
    "crumbs": "Jalan ke halaman ini",
  ]

  private static let english = [
    "signIn": "Sign in", "nama": "Account name", "sandi": "Password", "ulang": "New password again",
    "newPassword": "New password",
    "lama": "Current password", "faults": "Please check these fields",
    "sandiHint": "At least 12 characters, such as four unrelated words. Digits or signs are not required.",
    "nameMissing": "Enter the account's name.", "passwordMissing": "Enter the password.",
    "refused": "Account name and password do not match. Please check both.",
    "differ": "The two passwords are not the same yet.",
    "nameUnusable": "This name cannot be used: it exists already, is too long, or has control characters.",
    "forgotten": "Forgotten your password, or none yet? Please ask the administrator for a link.",
    "setPassword": "Save the password and sign in",
    "startHeading": "The first administrator",
    "startLead": "Make the account that looks after the other accounts of this server. This link works once.",
    "invitationHeading": "Welcome",
    "invitationLead": "Choose a password for your account. This link works once.",
    "account": "My account", "role": "Role", "scope": "Scope", "changePassword": "Change password",
    "changeNote": "All other devices that are signed in will be signed out.",
    "passwordChanged": "The password was changed. Other devices were signed out.",
    "wrongOld": "The current password does not match.",
    "newToken": "New API token", "label": "Use", "labelHint": "For example: payroll program.",
    "hari": "Valid for (days)", "makeToken": "Make a token", "tokens": "API tokens",
    "noTokens": "No tokens yet.", "number": "Number", "expires": "Valid until", "action": "Action",
    "revoke": "Revoke", "ended": "Not valid", "tokenRevoked": "The token was revoked.",
    "labelMissing": "Enter what the token is for.", "daysUnusable": "Enter 1 to 3650 days.",
    "tokenMade": "New token", "tokenOnce": "Keep this token now: it cannot be shown again.",
    "goOn": "I have kept it", "forever": "Until revoked",
    "sessions": "Signed in", "since": "Since", "seen": "Last used", "thisSession": "This device",
    "endSession": "Sign out", "sessionEnded": "That device was signed out.",
    "accounts": "Accounts", "search": "Search by name", "noAccounts": "No account matches.", "state": "State",
    "open": "Active", "closed": "Closed", "morePages": "More accounts", "newAccount": "New account",
    "makeAccount": "Make the account and its invitation", "lingkup": "Scope",
    "lingkupHint":
      "Company: sendiri (that of its first report), nib:9120001112223 (one company), or nib:9120001112223#CABANG-1 "
      + "(one of its units). Inspector: wilayah:32 (code of a province, regency or city), or "
      + "wilayah:32@2026-01-01..2026-12-31 (during those days). Auditor: * (all). Left empty: its own for a company, "
      + "all for an auditor, none for others.",
    "scopeUnusable": "This scope cannot be read. See the examples above the field.",
    "inspectorScope": "An inspector needs a scope of regions, such as wilayah:32.",
    "invite": "Make an invitation link",
    "inviteText":
      "With this link the account's owner chooses a password. Valid for 72 hours, once; an earlier link ends.",
    "invited": "Invitation link",
    "inviteOnce": "Give this link to the account's owner in a safe way. It cannot be shown again.",
    "changeScope": "Change the scope", "scopeChanged": "The scope was changed.", "close": "Close the account",
    "closeText": "A closed account cannot be opened again. Its tokens, password and sessions end. Its reports stay.",
    "closeSure": "Yes, close this account for good", "accountClosed": "The account was closed.",
    "crumbs": "The way here",
  ]
}
