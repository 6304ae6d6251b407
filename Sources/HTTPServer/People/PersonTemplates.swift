/// The templates of signing in and of accounts (Mustache). All values are escaped.
enum PersonTemplates {
  /// By name, for ``PageTemplates/groups``.
  static let all = [
    "signIn": signIn, "oneTimeLink": oneTimeLink, "account": account, "accounts": accounts,
    "accountDetails": accountDetails, "secretOnce": secretOnce,
  ]

  private static let faults = """
    {{#hasFaults}}
    <div class="error-summary" tabindex="-1" role="alert" aria-labelledby="salah">
    <h2 id="salah">{{p.faults}}</h2>
    <ul>{{#faults}}<li><a href="#{{field}}">{{text}}</a></li>{{/faults}}</ul>
    </div>
    {{/hasFaults}}
    """

  /// A field with what was wrong with it.
  private static func field(
    _ name: String,
    label: String? = nil,
    type: String = "text",
    autocomplete: String,
    value: String = "",
    hint: String? = nil,
    more: String = "required"
  ) -> String {
    let described =
      "aria-describedby=\"\(hint == nil ? "" : name + "-petunjuk"){{#fault_\(name)}} \(name)-salah{{/fault_\(name)}}\""
    return """
      <div class="field">
      <label for="\(name)">{{p.\(label ?? name)}}</label>
      \(hint.map { "<p class=\"hint\" id=\"\(name)-petunjuk\">{{p.\($0)}}</p>" } ?? "")
      {{#fault_\(name)}}<p class="fault" id="\(name)-salah">{{fault_\(name)}}</p>{{/fault_\(name)}}
      <input id="\(name)" name="\(name)" type="\(type)" autocomplete="\(autocomplete)" value="\(value)" \
      \(hint == nil ? "{{#fault_\(name)}}aria-describedby=\"\(name)-salah\"{{/fault_\(name)}}" : described) \
      {{#fault_\(name)}}aria-invalid="true"{{/fault_\(name)}} \(more)>
      </div>
      """
  }

  private static let name = field(
    "nama",
    autocomplete: "username",
    value: "{{nama}}",
    more: "required maxlength=\"254\" autocapitalize=\"none\" spellcheck=\"false\""
  )
  private static let newPassword =
    field("sandi", label: "newPassword", type: "password", autocomplete: "new-password", hint: "sandiHint")
    + field("ulang", type: "password", autocomplete: "new-password")

  /// Signing in.
  private static let signIn = """
    <div class="narrow">
    <h1>{{p.signIn}}</h1>
    \(faults)
    <form class="card" method="post" action="/masuk">
    <input type="hidden" name="token" value="{{openToken}}">
    <input type="hidden" name="ke" value="{{ke}}">
    \(name)
    \(field("sandi", type: "password", autocomplete: "current-password"))
    <button type="submit">{{p.signIn}}</button>
    </form>
    <p class="quiet">{{p.forgotten}}</p>
    </div>
    """

  /// What an invitation or the first start opens.
  private static let oneTimeLink = """
    <div class="narrow">
    <h1>{{heading}}</h1>
    <p class="lead">{{lead}}</p>
    \(faults)
    <form class="card" method="post" action="{{action}}">
    <input type="hidden" name="token" value="{{openToken}}">
    {{#invited}}
    <p>{{p.nama}}: <b>{{invited}}</b></p>
    <input type="text" name="nama" autocomplete="username" value="{{invited}}" readonly hidden>
    {{/invited}}
    {{^invited}}\(name){{/invited}}
    \(newPassword)
    <button type="submit">{{p.setPassword}}</button>
    </form>
    </div>
    """

  /// One's own account.
  private static let account = """
    <h1>{{p.account}}</h1>
    \(faults)
    {{#done}}<p class="notice notice-good" role="status">{{done}}</p>{{/done}}
    <dl class="facts">
    <dt>{{p.nama}}</dt><dd>{{name}}</dd>
    <dt>{{p.role}}</dt><dd>{{role}}</dd>
    <dt>{{p.scope}}</dt><dd>{{scope}}</dd>
    </dl>
    <div class="split">
    <form class="card" method="post" action="/akun/sandi">
    <h2>{{p.changePassword}}</h2>
    <input type="hidden" name="token" value="{{token}}">
    <input type="text" name="nama" autocomplete="username" value="{{name}}" readonly hidden>
    \(field("lama", type: "password", autocomplete: "current-password"))
    \(newPassword)
    <button type="submit">{{p.changePassword}}</button>
    <p class="quiet">{{p.changeNote}}</p>
    </form>
    <div>
    {{#mayHaveTokens}}
    <form class="card" method="post" action="/akun/token">
    <h2>{{p.newToken}}</h2>
    <input type="hidden" name="token" value="{{token}}">
    \(field("label", autocomplete: "off", hint: "labelHint", more: "required maxlength=\"100\""))
    \(field("hari", type: "number", autocomplete: "off", value: "365", more: "required min=\"1\" max=\"3650\""))
    <button type="submit">{{p.makeToken}}</button>
    </form>
    {{/mayHaveTokens}}
    </div>
    </div>
    {{#mayHaveTokens}}
    <h2 id="token-token">{{p.tokens}}</h2>
    \(tokens(action: "/akun/token/cabut"))
    {{/mayHaveTokens}}
    <h2 id="sesi-sesi">{{p.sessions}}</h2>
    <div class="table-region" role="region" aria-labelledby="sesi-sesi" tabindex="0">
    <table class="data stack">
    <thead><tr><th scope="col">{{p.since}}</th><th scope="col">{{p.seen}}</th><th scope="col">{{p.action}}</th></tr></thead>
    <tbody>
    {{#sessions}}
    <tr><td data-label="{{p.since}}">{{since}}</td><td data-label="{{p.seen}}">{{seen}}</td>
    <td data-label="{{p.action}}">{{#isThis}}<span class="tag tag-good">{{p.thisSession}}</span>{{/isThis}}\
    {{^isThis}}<form method="post" action="/akun/sesi"><input type="hidden" name="token" value="{{token}}">\
    <input type="hidden" name="sesi" value="{{id}}"><button class="plain" type="submit">{{p.endSession}}\
    <span class="visually-hidden"> ({{since}})</span></button></form>{{/isThis}}</td></tr>
    {{/sessions}}
    </tbody>
    </table>
    </div>
    """

  private static func tokens(action: String) -> String {
    """
    {{^tokens}}<p class="empty">{{p.noTokens}}</p>{{/tokens}}
    {{#hasTokens}}
    <div class="table-region" role="region" aria-labelledby="token-token" tabindex="0">
    <table class="data stack">
    <thead><tr><th scope="col">{{p.number}}</th><th scope="col">{{p.label}}</th><th scope="col">{{p.expires}}</th>\
    <th scope="col">{{p.action}}</th></tr></thead>
    <tbody>
    {{#tokens}}
    <tr><td data-label="{{p.number}}">{{id}}</td><td data-label="{{p.label}}">{{label}}</td>\
    <td data-label="{{p.expires}}">{{expires}}</td><td data-label="{{p.action}}">\
    {{#holds}}<form method="post" action="\(action)"><input type="hidden" name="token" value="{{token}}">\
    <input type="hidden" name="akun" value="{{owner}}"><input type="hidden" name="nomor" value="{{id}}">\
    <button class="plain" type="submit">{{p.revoke}}<span class="visually-hidden"> {{id}}</span></button></form>{{/holds}}\
    {{^holds}}<span class="tag">{{p.ended}}</span>{{/holds}}</td></tr>
    {{/tokens}}
    </tbody>
    </table>
    </div>
    {{/hasTokens}}
    """
  }

  /// A secret that is shown once: a token or an invitation.
  private static let secretOnce = """
    <div class="narrow">
    <h1>{{heading}}</h1>
    <div class="notice notice-warn">
    <p>{{once}}</p>
    <p class="mono"><code id="rahasia">{{secret}}</code></p>
    </div>
    <p class="again"><a class="button" href="{{back}}">{{p.goOn}}</a></p>
    </div>
    """

  /// All accounts, for the administrator.
  private static let accounts = """
    <h1>{{p.accounts}}</h1>
    \(faults)
    {{#done}}<p class="notice notice-good" role="status">{{done}}</p>{{/done}}
    <form class="filters" method="get" action="/akun-akun" role="search">
    <div class="field"><label for="cari">{{p.search}}</label><input id="cari" name="cari" type="search" value="{{cari}}" \
    autocapitalize="none" spellcheck="false"></div>
    <button class="secondary" type="submit">{{p.search}}</button>
    </form>
    {{^rows}}<p class="empty">{{p.noAccounts}}</p>{{/rows}}
    {{#hasRows}}
    <div class="table-region" role="region" aria-labelledby="daftar-akun" tabindex="0">
    <table class="data stack">
    <caption id="daftar-akun">{{listed}}</caption>
    <thead><tr><th scope="col">{{p.nama}}</th><th scope="col">{{p.role}}</th><th scope="col">{{p.scope}}</th>\
    <th scope="col">{{p.state}}</th></tr></thead>
    <tbody>
    {{#rows}}
    <tr><th scope="row"><a href="{{address}}">{{name}}</a></th><td data-label="{{p.role}}">{{role}}</td>\
    <td data-label="{{p.scope}}">{{scope}}</td><td data-label="{{p.state}}">\
    {{#isClosed}}<span class="tag">{{p.closed}}</span>{{/isClosed}}{{^isClosed}}<span class="tag tag-good">{{p.open}}</span>\
    {{/isClosed}}</td></tr>
    {{/rows}}
    </tbody>
    </table>
    </div>
    {{/hasRows}}
    {{#next}}<nav class="pagination" aria-label="{{p.morePages}}"><a href="{{next}}">{{p.morePages}}</a></nav>{{/next}}
    <form class="card narrow" method="post" action="/akun-akun">
    <h2>{{p.newAccount}}</h2>
    <input type="hidden" name="token" value="{{token}}">
    \(name)
    <div class="field"><label for="peran">{{p.role}}</label>
    <select id="peran" name="peran">{{#roles}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{name}}</option>{{/roles}}\
    </select></div>
    \(scopeField)
    <button type="submit">{{p.makeAccount}}</button>
    </form>
    """

  private static let scopeField = field(
    "lingkup",
    autocomplete: "off",
    value: "{{lingkup}}",
    hint: "lingkupHint",
    more: "maxlength=\"1000\" autocapitalize=\"none\" spellcheck=\"false\""
  )

  /// One account, for the administrator.
  private static let accountDetails = """
    <nav class="crumbs" aria-label="{{p.crumbs}}"><ol><li><a href="/akun-akun">{{p.accounts}}</a></li></ol></nav>
    <h1>{{name}}</h1>
    \(faults)
    {{#done}}<p class="notice notice-good" role="status">{{done}}</p>{{/done}}
    <dl class="facts">
    <dt>{{p.role}}</dt><dd>{{role}}</dd>
    <dt>{{p.scope}}</dt><dd>{{scope}}</dd>
    <dt>{{p.state}}</dt><dd>{{#isClosed}}{{p.closed}}{{/isClosed}}{{^isClosed}}{{p.open}}{{/isClosed}}</dd>
    </dl>
    {{^isClosed}}
    <div class="split">
    <form class="card" method="post" action="/akun-akun/undang">
    <h2>{{p.invite}}</h2>
    <p>{{p.inviteText}}</p>
    <input type="hidden" name="token" value="{{token}}"><input type="hidden" name="akun" value="{{name}}">
    <button type="submit">{{p.invite}}</button>
    </form>
    <form class="card" method="post" action="/akun-akun/lingkup">
    <h2>{{p.changeScope}}</h2>
    <input type="hidden" name="token" value="{{token}}"><input type="hidden" name="akun" value="{{name}}">
    \(scopeField)
    <button class="secondary" type="submit">{{p.changeScope}}</button>
    </form>
    </div>
    {{/isClosed}}
    <h2 id="token-token">{{p.tokens}}</h2>
    \(tokens(action: "/akun-akun/cabut"))
    {{#mayClose}}
    <form class="card narrow" method="post" action="/akun-akun/tutup">
    <h2>{{p.close}}</h2>
    <p>{{p.closeText}}</p>
    <input type="hidden" name="token" value="{{token}}"><input type="hidden" name="akun" value="{{name}}">
    <div class="choice"><input id="yakin" name="yakin" type="checkbox" value="ya" required>\
    <label for="yakin">{{p.closeSure}}</label></div>
    <button class="danger" type="submit">{{p.close}}</button>
    </form>
    {{/mayClose}}
    """
}
