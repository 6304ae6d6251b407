/// The templates of a company's pages around its reports. `w` are the words of ``CompanyWording``.
enum CompanyTemplates {
  static let all = [
    "company.start": start, "company.upload": upload, "company.examples": examples, "company.reports": reports,
    "company.report": report, "company.comparison": comparison, "company.waiting": waiting,
  ]

  private static let start = """
    <h1>{{w.startHeading}}</h1>
    <h2>{{w.dueHeading}}</h2>
    {{#duties}}
    <ul class="entries">
    {{#rows}}
    <li><span><b>{{what}}</b><br><span class="quiet">{{unit}}</span></span> <span class="tag {{tone}}">{{when}}</span></li>
    {{/rows}}
    </ul>
    {{/duties}}
    {{^duties}}<p class="empty">{{w.dueNothing}}</p>{{/duties}}
    <div class="actions"><a class="button" href="/laporan/baru">{{w.reportNow}}</a>
    <a class="button secondary" href="/contoh">{{w.templates}}</a></div>
    {{#drafts}}
    <h2>{{w.draftsHeading}}</h2>
    <ul class="entries">
    {{#rows}}
    <li><a href="/laporan/naskah/{{id}}"><bdi>{{name}}</bdi></a> <span class="quiet">{{sentence}}</span></li>
    {{/rows}}
    </ul>
    {{/drafts}}
    {{#waiting}}
    <h2>{{w.waitingHeading}}</h2>
    <ul class="entries">
    {{#rows}}
    <li><a href="/laporan/menunggu/{{id}}"><bdi>{{name}}</bdi></a> <span class="tag tag-warn">{{sentence}}</span></li>
    {{/rows}}
    </ul>
    {{/waiting}}
    <h2>{{w.lastHeading}}</h2>
    {{#last}}
    <ul class="entries">
    {{#rows}}
    <li><span><a href="/laporan/{{number}}">{{what}}</a><br><span class="quiet"><bdi>{{company}}</bdi>, {{received}}</span></span>
    <span class="tag {{tone}}">{{state}}</span></li>
    {{/rows}}
    </ul>
    <p><a href="/laporan">{{w.allReports}}</a></p>
    {{/last}}
    {{^last}}<p class="empty">{{w.lastNothing}}</p>{{/last}}
    """

  private static let upload = """
    <ol class="stepper" aria-label="{{w.steps}}"><li aria-current="step">{{w.step1}}</li><li>{{w.step2}}</li>\
    <li>{{w.step3}}</li></ol>
    <h1>{{w.uploadHeading}}</h1>
    {{#fault}}
    <div class="error-summary" role="alert"><h2>{{w.faultHeading}}</h2><ul><li><a href="#berkas">{{fault}}</a></li></ul></div>
    {{/fault}}
    {{#corrects}}<div class="notice"><p>{{correctsText}}</p></div>{{/corrects}}
    <form class="card" method="post" action="/laporan/baru" enctype="multipart/form-data" data-upload>
    <input type="hidden" name="token" value="{{token}}">
    {{#corrects}}<input type="hidden" name="memperbaiki" value="{{corrects}}">{{/corrects}}
    <label for="berkas">{{w.file}}</label>
    <p class="hint" id="berkas-hint">{{hint}}</p>
    {{#fault}}<p class="fault" id="berkas-fault">{{fault}}</p>{{/fault}}
    <input id="berkas" name="berkas" type="file" required accept=".xml,.csv,.txt,.xlsx,.zip,text/csv,text/xml,application/xml" \
    aria-describedby="berkas-hint{{#fault}} berkas-fault{{/fault}}"{{#fault}} aria-invalid="true"{{/fault}}>
    <button type="submit">{{w.uploadButton}}</button>
    <div data-progress hidden><p role="status" data-sending="{{w.sending}}" data-checking="{{w.checking}}"></p>\
    <progress max="100" value="0" aria-label="{{w.sending}}"></progress></div>
    <p class="quiet">{{w.uploadPrivacy}}</p>
    </form>
    <p><a href="/contoh">{{w.templates}}</a></p>
    """

  private static let examples = """
    <h1>{{w.examplesHeading}}</h1>
    <p class="lead">{{w.examplesLead}}</p>
    <div class="cards">
    {{#files}}
    <section class="card"><h2>{{title}}</h2><p>{{text}}</p>
    <p><a class="button {{style}}" href="/contoh/{{name}}" download>{{w.download}} <span class="visually-hidden">{{name}}</span></a></p></section>
    {{/files}}
    </div>
    <p><a href="/formulir">{{w.guide}}</a></p>
    """

  private static let reports = """
    <h1>{{w.reportsHeading}}</h1>
    {{#waiting}}
    <h2>{{w.waitingHeading}}</h2>
    <ul class="entries">
    {{#rows}}
    <li><a href="/laporan/menunggu/{{id}}"><bdi>{{name}}</bdi></a> <span class="tag tag-warn">{{sentence}}</span></li>
    {{/rows}}
    </ul>
    {{/waiting}}
    <form class="filters" method="get" action="/laporan" aria-label="{{w.filter}}">
    <div class="field"><label for="tahun">{{w.year}}</label><input id="tahun" name="tahun" inputmode="numeric" maxlength="4" \
    value="{{year}}"></div>
    <div class="field"><label for="jenis">{{w.kind}}</label><select id="jenis" name="jenis"><option value="">{{w.all}}</option>
    {{#kinds}}<option value="{{code}}"{{#chosen}} selected{{/chosen}}>{{label}}</option>{{/kinds}}
    </select></div>
    <div class="field"><label for="unit">{{w.unit}}</label><input id="unit" name="unit" maxlength="64" value="{{unit}}"></div>
    <div class="field choice"><input type="checkbox" id="terbaru" name="terbaru" value="1"{{#latest}} checked{{/latest}}>\
    <label for="terbaru">{{w.latestOnly}}</label></div>
    <button class="secondary" type="submit">{{w.filter}}</button>
    </form>
    {{#reports}}
    <div class="table-region" role="region" aria-labelledby="daftar" tabindex="0">
    <table class="data stack"><caption id="daftar">{{w.reportsCaption}}</caption>
    <thead><tr><th scope="col">{{w.number}}</th><th scope="col">{{w.report}}</th><th scope="col">{{w.company}}</th>\
    <th scope="col">{{w.received}}</th><th scope="col">{{w.state}}</th></tr></thead>
    <tbody>
    {{#rows}}
    <tr><th scope="row" class="nowrap"><a href="/laporan/{{number}}">{{number}}</a></th><td data-label="{{w.report}}">{{what}}</td>\
    <td data-label="{{w.company}}"><bdi>{{company}}</bdi> <span class="quiet">{{unit}}</span></td>\
    <td data-label="{{w.received}}">{{received}}</td>\
    <td data-label="{{w.state}}"><span class="tag {{tone}}">{{state}}</span></td></tr>
    {{/rows}}
    </tbody></table>
    </div>
    {{/reports}}
    {{^reports}}<p class="empty">{{w.reportsNothing}}</p>{{/reports}}
    {{#next}}<nav class="pagination" aria-label="{{w.pages}}"><a rel="next" href="{{next}}">{{w.older}}</a></nav>{{/next}}
    """

  private static let report = """
    <nav class="crumbs" aria-label="{{w.way}}"><ol><li><a href="/laporan">{{w.reportsHeading}}</a></li><li>{{number}}</li></ol></nav>
    <h1>{{what}}</h1>
    {{#justFiled}}<div class="notice notice-good" role="status"><p><b>{{w.justFiled}}</b></p></div>{{/justFiled}}
    <p class="lead">{{sentence}} {{next}}</p>
    <div class="actions">
    <a class="button" href="/laporan/{{number}}/tanda-terima">{{w.receipt}}</a>
    <a class="button secondary" href="/laporan/{{number}}/tanda-terima.pdf">{{w.receiptPDF}}</a>
    <a class="button secondary" href="/laporan/{{number}}/tanda-terima.txt">{{w.receiptText}}</a>
    </div>
    <dl class="facts">
    {{#facts}}<dt>{{name}}</dt><dd><bdi>{{value}}</bdi></dd>{{/facts}}
    </dl>
    <h2>{{w.findings}}</h2>
    {{#findings}}
    <ul class="entries">
    {{#rows}}<li><span><a href="/aturan/{{rule}}">{{title}}</a> <code class="wlkp-rule">{{rule}}</code></span> <span class="tag {{tone}}">{{grade}}, {{count}}</span></li>{{/rows}}
    </ul>
    <p class="quiet">{{tail}}</p>
    {{/findings}}
    {{^findings}}<p class="empty">{{w.findingsNone}}</p>{{/findings}}
    {{#versions}}
    <h2>{{w.versions}}</h2>
    <ul class="entries">
    {{#rows}}<li><span>{{#isOther}}<a href="/laporan/{{number}}">{{number}}</a>{{/isOther}}{{^isOther}}<b>{{number}}</b>{{/isOther}}</span>
    <span class="quiet">{{received}}</span></li>{{/rows}}
    </ul>
    {{/versions}}
    <h2>{{w.more}}</h2>
    <ul>
    <li><a href="/laporan/{{number}}/banding">{{w.compare}}</a></li>
    <li><a href="/laporan/{{number}}/berkas" download>{{w.original}}</a></li>
    {{#mayCorrect}}<li><a href="/laporan/baru?memperbaiki={{number}}">{{w.correct}}</a></li>{{/mayCorrect}}
    </ul>
    """

  private static let comparison = """
    <nav class="crumbs" aria-label="{{w.way}}"><ol><li><a href="/laporan">{{w.reportsHeading}}</a></li>\
    <li><a href="/laporan/{{number}}">{{number}}</a></li><li>{{w.compareCrumb}}</li></ol></nav>
    <h1>{{w.compareHeading}}</h1>
    {{#others}}
    <form class="filters" method="get" action="/laporan/{{number}}/banding">
    <div class="field"><label for="dengan">{{w.compareWith}}</label><select id="dengan" name="dengan">
    {{#rows}}<option value="{{number}}"{{#chosen}} selected{{/chosen}}>{{what}} ({{number}})</option>{{/rows}}
    </select></div><button class="secondary" type="submit">{{w.compareButton}}</button>
    </form>
    {{/others}}
    {{^others}}<p class="empty">{{w.compareNone}}</p>{{/others}}
    {{#erased}}<p class="empty">{{w.compareErased}}</p>{{/erased}}
    {{#result}}
    <p class="lead">{{sentence}}</p>
    <ul class="tiles">
    {{#tiles}}<li class="tile"><span class="tile-name">{{name}}</span><span class="tile-value">{{value}}</span></li>{{/tiles}}
    </ul>
    <h2>{{w.findings}}</h2>
    <dl class="facts"><dt>{{w.appeared}}</dt><dd>{{#appeared}}{{#rows}}<div><a href="/aturan/{{rule}}">{{title}}</a> <code class="wlkp-rule">{{rule}}</code></div>{{/rows}}{{/appeared}}\
    {{^appeared}}–{{/appeared}}</dd>
    <dt>{{w.vanished}}</dt><dd>{{#vanished}}{{#rows}}<div><a href="/aturan/{{rule}}">{{title}}</a> <code class="wlkp-rule">{{rule}}</code></div>{{/rows}}{{/vanished}}\
    {{^vanished}}–{{/vanished}}</dd></dl>
    <h2>{{w.changes}}</h2>
    {{#changes}}
    <div class="table-region" role="region" aria-labelledby="perubahan" tabindex="0">
    <table class="data stack"><caption id="perubahan">{{caption}}</caption>
    <thead><tr><th scope="col">{{w.what}}</th><th scope="col">{{w.before}}</th><th scope="col">{{w.after}}</th></tr></thead>
    <tbody>{{#rows}}<tr><th scope="row">{{what}}</th><td data-label="{{w.before}}"><bdi>{{before}}</bdi></td>\
    <td data-label="{{w.after}}"><bdi>{{after}}</bdi></td></tr>{{/rows}}</tbody></table>
    </div>
    {{/changes}}
    {{^changes}}<p class="empty">{{w.changesNone}}</p>{{/changes}}
    {{/result}}
    """

  private static let waiting = """
    <nav class="crumbs" aria-label="{{w.way}}"><ol><li><a href="/laporan">{{w.reportsHeading}}</a></li><li>{{id}}</li></ol></nav>
    <h1>{{w.waitingOne}}</h1>
    <div class="notice notice-warn"><p><b>{{sentence}}</b> {{next}}</p></div>
    <dl class="facts">{{#facts}}<dt>{{name}}</dt><dd><bdi>{{value}}</bdi></dd>{{/facts}}</dl>
    {{#isOpen}}
    <form class="actions" method="post" action="/laporan/menunggu/{{id}}"><input type="hidden" name="token" value="{{token}}">
    <button type="submit">{{w.waitingGoOn}}</button> <a class="button secondary" href="/laporan/baru">{{w.waitingOther}}</a></form>
    {{/isOpen}}
    {{^isOpen}}<p class="actions"><a class="button" href="/laporan/baru">{{w.reportNow}}</a></p>{{/isOpen}}
    """
}
