import ReportModel

/// One field of a form that narrows a list, as its template shows it.
struct FilterField {
  /// What is written or chosen in it.
  enum Kind: String {
    case text
    case number
    case date
    case search
    case checkbox
  }

  /// The parameter's name, also the control's id.
  let name: String
  let label: Bilingual
  var kind = Kind.text
  var hint: Bilingual?
  /// Values to choose from; without them something is written.
  var options: [(value: String, label: Bilingual)]?
  /// Whether all of them can be meant.
  var takesAll = true

  /// The longest text that a filter takes; names and numbers are shorter.
  static let lengthMax = 100

  /// The values for the template: what was filled in, and what is wrong with it.
  func values(_ query: FormQuery, _ language: Language) -> [String: Any] {
    let given = query[name]
    var values: [String: Any] = [
      "name": name, "label": label[language], "isChoice": false, "isBox": kind == .checkbox, "type": kind.rawValue,
      "value": given ?? "", "isTicked": given != nil,
    ]
    let described = explainers(query)
    if !described.isEmpty { values["described"] = described }
    if let hint { values["hint"] = hint[language] }
    if let options {
      values["isChoice"] = true
      let all = takesAll ? [(value: "", label: Bilingual(id: "Semua", en: "All"))] : []
      values["options"] = Choice.options((all + options).map { ($0.value, $0.label[language]) }, chosen: given ?? "")
    }
    if query.faults.contains(name) { values["fault"] = Self.unreadable(label)[language] }
    return values
  }

  /// The ids of what explains the control.
  private func explainers(_ query: FormQuery) -> String {
    let parts = (hint == nil ? [] : ["\(name)-hint"]) + (query.faults.contains(name) ? ["\(name)-fault"] : [])
    return parts.joined(separator: " ")
  }

  /// What is said of a value that cannot be read.
  static func unreadable(_ label: Bilingual) -> Bilingual {
    Bilingual(id: "Isi “\(label.id)” tidak dapat dibaca.", en: "The value of “\(label.en)” cannot be read.")
  }

  /// The template of a list of fields.
  static let template = """
    {{#fields}}
    {{#isBox}}<div class="choice"><input id="{{name}}" name="{{name}}" type="checkbox" value="1"{{#isTicked}} checked{{/isTicked}}>\
    <label for="{{name}}">{{label}}</label></div>{{/isBox}}
    {{^isBox}}<div class="field"><label for="{{name}}">{{label}}</label>
    {{#fault}}<p class="fault" id="{{name}}-fault">{{fault}}</p>{{/fault}}
    {{#isChoice}}<select id="{{name}}" name="{{name}}"{{#fault}} aria-invalid="true"{{/fault}}{{#described}} aria-describedby="{{described}}"{{/described}}>\
    {{#options}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>{{/options}}</select>{{/isChoice}}
    {{^isChoice}}<input id="{{name}}" name="{{name}}" type="{{type}}" value="{{value}}" maxlength="100" \
    autocomplete="off"{{#fault}} aria-invalid="true"{{/fault}}{{#described}} aria-describedby="{{described}}"{{/described}}>{{/isChoice}}
    {{#hint}}<p class="hint" id="{{name}}-hint">{{hint}}</p>{{/hint}}
    </div>{{/isBox}}
    {{/fields}}
    """

  /// The template of the summary of what cannot be read, above a form.
  static let summary = """
    {{#errors}}<div class="error-summary" tabindex="-1" role="alert"><h2>{{w.errors}}</h2>
    <ul>{{#items}}<li><a href="#{{name}}">{{text}}</a></li>{{/items}}</ul></div>{{/errors}}
    """

  /// The values of that summary; `nil` when everything could be read.
  static func errors(_ query: FormQuery, _ fields: [FilterField], _ language: Language) -> [String: Any]? {
    let wrong = fields.filter { query.faults.contains($0.name) }
    guard !wrong.isEmpty else { return nil }
    return ["items": wrong.map { ["name": $0.name, "text": unreadable($0.label)[language]] }]
  }
}
