/// The templates of a draft's pages: result, repair, preview. `w` are the words of ``DraftWording``.
enum DraftTemplates {
  static let all = ["draft.result": result, "draft.repair": repair, "draft.preview": preview]

  private static let result = """
    <ol class="stepper" aria-label="{{w.steps}}"><li>{{w.step1}}</li><li aria-current="step">{{w.step2}}</li><li>{{w.step3}}</li></ol>
    <div data-verdict="{{verdict}}"><h1 class="wlkp-verdict">{{sentence}}</h1></div>
    {{#faults}}
    <div class="error-summary" role="alert"><h2>{{w.faultHeading}}</h2><ul>
    {{#rows}}<li><a href="#{{target}}">{{text}}</a></li>{{/rows}}</ul></div>
    {{/faults}}
    {{#hindrance}}<div class="notice notice-bad"><p>{{hindrance}}</p></div>{{/hindrance}}
    {{#standing}}
    <section class="card notice-warn" aria-labelledby="sudah-ada">
    <h2 id="sudah-ada">{{w.standingHeading}}</h2>
    <p>{{text}} <a class="nowrap" href="/laporan/{{number}}">{{number}}</a>.</p>
    {{^isSameFile}}
    <p>{{w.standingCorrect}}</p>
    <form class="actions" method="post" action="/laporan/naskah/{{id}}/jadikan-perbaikan">\
    <input type="hidden" name="token" value="{{token}}"><button type="submit"{{#isUnready}} class="secondary"{{/isUnready}}>{{w.correctionButton}}</button></form>
    <p class="quiet">{{w.correctionText}}</p>
    {{/isSameFile}}
    </section>
    {{/standing}}
    {{#correctionNotice}}
    <section class="card" aria-labelledby="perbaikan-laporan">
    <h2 id="perbaikan-laporan">{{w.correctionPage}}</h2>
    <p>{{correctionNotice}}</p>
    <form class="actions" method="post" action="/laporan/naskah/{{id}}/jadikan-perbaikan">\
    <input type="hidden" name="token" value="{{token}}"><button type="submit"{{#isUnready}} class="secondary"{{/isUnready}}>{{w.correctionButton}}</button></form>
    <p class="quiet">{{w.correctionText}}</p>
    </section>
    {{/correctionNotice}}
    {{#mayFile}}<div class="actions"><a class="button" href="/laporan/naskah/{{id}}/pratinjau">{{w.toPreview}}</a></div>{{/mayFile}}
    {{#repairs}}
    <section class="card" aria-labelledby="perbaikan">
    <h2 id="perbaikan">{{w.repairHeading}}</h2>
    <form method="post" action="/laporan/naskah/{{id}}/perbaikan">
    <input type="hidden" name="token" value="{{token}}">
    {{#safe}}<p>{{w.repairSafe}}</p><ul>{{#kinds}}<li>{{what}} ({{count}})</li>{{/kinds}}</ul>{{/safe}}
    {{#unsafe}}<fieldset><legend>{{w.repairUnsafe}}</legend>
    {{#kinds}}<div class="choice"><input type="checkbox" id="jenis-{{kind}}" name="jenis" value="{{kind}}">\
    <label for="jenis-{{kind}}">{{what}} ({{count}})</label></div>{{/kinds}}</fieldset>{{/unsafe}}
    <button type="submit"{{#mayFile}} class="secondary"{{/mayFile}}>{{w.repairButton}}</button>
    </form>
    </section>
    {{/repairs}}
    {{#questions}}
    <section class="card" aria-labelledby="konfirmasi">
    <h2 id="konfirmasi" tabindex="-1">{{w.confirmHeading}}</h2>
    <p>{{w.confirmText}}</p>
    <form method="post" action="/laporan/naskah/{{id}}/konfirmasi">
    <input type="hidden" name="token" value="{{token}}">
    {{#rows}}
    <fieldset><legend>{{title}} <code class="wlkp-rule">{{rule}}</code></legend>
    <p class="hint">{{message}}</p>
    {{#isFaulty}}<p class="fault" id="salah-{{rule}}">{{fault}}</p>{{/isFaulty}}
    <div class="fields">
    <div class="field"><label for="alasan-{{rule}}">{{w.reason}}</label><select id="alasan-{{rule}}" name="alasan.{{rule}}" required{{#isFaulty}} aria-invalid="true" aria-describedby="salah-{{rule}}"{{/isFaulty}}>
    <option value="">{{w.choose}}</option>
    {{#reasons}}<option value="{{code}}"{{#chosen}} selected{{/chosen}}>{{label}}</option>{{/reasons}}
    </select></div>
    <div class="field"><label for="keterangan-{{rule}}">{{w.note}}</label><input id="keterangan-{{rule}}" name="keterangan.{{rule}}" \
    maxlength="{{noteMax}}" value="{{note}}"></div>
    </div></fieldset>
    {{/rows}}
    <div class="actions"><button type="submit">{{w.confirmButton}}</button>
    {{#mayWait}}<button class="secondary" type="submit" formaction="/laporan/naskah/{{id}}/tunggu" formnovalidate>{{w.waitButton}}</button>{{/mayWait}}</div>
    </form>
    <p class="quiet">{{w.waitText}}</p>
    </section>
    {{/questions}}
    {{{result}}}
    <div class="actions again"><a class="button{{#mayFile}} secondary{{/mayFile}}" href="/laporan/baru{{#corrects}}?memperbaiki={{corrects}}{{/corrects}}">{{w.uploadAgain}}</a>
    <form method="post" action="/laporan/naskah/{{id}}/buang"><input type="hidden" name="token" value="{{token}}">\
    <button class="secondary" type="submit">{{w.discard}}</button></form></div>
    <p class="quiet">{{w.lifetime}}</p>
    """

  private static let repair = """
    <nav class="crumbs" aria-label="{{w.way}}"><ol><li><a href="/laporan/naskah/{{id}}">{{w.resultCrumb}}</a></li><li>{{w.repairCrumb}}</li></ol></nav>
    <h1>{{heading}}</h1>
    <p class="lead">{{sentence}}</p>
    {{#corrects}}<p>{{w.correctionKept}}</p>{{/corrects}}
    <div class="actions">
    <form method="post" action="/laporan/naskah/{{id}}/pakai"><input type="hidden" name="token" value="{{token}}">\
    <button type="submit">{{take}}</button></form>
    <a class="button secondary" href="/laporan/naskah/{{id}}/perbaikan/berkas" download>{{w.repairDownload}}</a>
    <a class="button secondary" href="/laporan/naskah/{{id}}">{{w.repairLeave}}</a>
    </div>
    <div class="table-region" role="region" aria-labelledby="perubahan" tabindex="0">
    <table class="data stack"><caption id="perubahan">{{caption}}</caption>
    <thead><tr><th scope="col">{{w.place}}</th><th scope="col">{{w.kindOfRepair}}</th><th scope="col">{{w.before}}</th>\
    <th scope="col">{{w.after}}</th></tr></thead>
    <tbody>
    {{#changes}}
    <tr><th scope="row">{{place}}</th><td data-label="{{w.kindOfRepair}}">{{kind}}</td><td data-label="{{w.before}}"{{#isShort}} class="nowrap"{{/isShort}}><bdi>{{before}}</bdi></td>\
    <td data-label="{{w.after}}"{{#isShort}} class="nowrap"{{/isShort}}><bdi>{{after}}</bdi></td></tr>
    {{/changes}}
    </tbody></table>
    </div>
    """

  private static let preview = """
    <ol class="stepper" aria-label="{{w.steps}}"><li>{{w.step1}}</li><li>{{w.step2}}</li><li aria-current="step">{{w.step3}}</li></ol>
    <h1>{{w.previewHeading}}</h1>
    <p class="lead">{{w.previewLead}}</p>
    <dl class="facts">{{#facts}}<dt>{{name}}</dt><dd><bdi>{{value}}</bdi></dd>{{/facts}}</dl>
    <div class="actions">
    <form method="post" action="/laporan/naskah/{{id}}/kirim" data-once><input type="hidden" name="token" value="{{token}}">\
    <button type="submit">{{w.fileButton}}</button></form>
    <a class="button secondary" href="/laporan/naskah/{{id}}">{{w.previewBack}}</a>
    </div>
    <div class="split">
    <section aria-labelledby="isi-laporan">
    <h2 id="isi-laporan">{{w.contents}}</h2>
    <div class="table-region"><table class="data"><caption class="visually-hidden">{{w.contents}}</caption>
    <thead><tr><th scope="col">{{w.section}}</th><th scope="col" class="number">{{w.rows}}</th></tr></thead>
    <tbody>{{#sections}}<tr><th scope="row">{{name}}</th><td class="number">{{rows}}</td></tr>{{/sections}}</tbody></table></div>
    </section>
    <div>
    <section aria-labelledby="ikut"><h2 id="ikut">{{w.travels}}</h2>
    {{#findings}}<ul class="entries">{{#rows}}<li><span>{{title}} <code class="wlkp-rule">{{rule}}</code></span> <span class="tag">{{count}}</span></li>{{/rows}}</ul>
    <p class="quiet">{{tail}}</p>{{/findings}}
    {{^findings}}<p class="empty">{{w.travelsNone}}</p>{{/findings}}
    {{#confirmations}}<h3>{{w.confirmed}}</h3><ul>{{#rows}}<li><code class="wlkp-rule">{{rule}}</code> <bdi>{{reason}}</bdi></li>{{/rows}}</ul>{{/confirmations}}
    </section>
    <section aria-labelledby="siapa"><h2 id="siapa">{{w.whoSees}}</h2><ul>
    <li>{{w.seesYou}}</li><li>{{w.seesInspectors}}</li><li>{{w.seesPublic}}</li></ul></section>
    </div>
    </div>
    """
}
