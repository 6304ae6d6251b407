/// The templates of uploaded batches (Mustache); `figures` is HTML already.
enum BatchTemplates {
  static let all = ["batchList": list, "batchState": state]

  private static let list = """
    {{#fault}}
    <div class="error-summary" role="alert" tabindex="-1"><h2>{{w.needsCorrecting}}</h2><ul><li><a href="#berkas">{{fault}}</a></li></ul></div>
    {{/fault}}
    <h1>{{w.batches}}</h1>
    <p class="lead">{{w.batchLead}}</p>
    <form class="card" method="post" action="/kumpulan" enctype="multipart/form-data">
    <input type="hidden" name="token" value="{{token}}">
    <label for="berkas">{{w.archive}}</label>
    <p class="hint" id="berkas-hint">{{hint}}</p>
    {{#fault}}<p class="fault" id="berkas-fault">{{fault}}</p>{{/fault}}
    <input id="berkas" name="berkas" type="file" required accept=".zip,.tar,.gz,.tgz,.zst,.xml,.csv,.xlsx" \
    aria-describedby="berkas-hint{{#fault}} berkas-fault{{/fault}}"{{#fault}} aria-invalid="true"{{/fault}}>
    <button type="submit">{{w.upload}}</button>
    <p class="quiet">{{w.batchKept}}</p>
    </form>
    <h2>{{w.yourBatches}}</h2>
    {{#hasBatches}}<ul class="entries">{{#batches}}<li><a href="{{address}}"><bdi>{{name}}</bdi></a><span class="quiet">{{received}} · {{state}}</span></li>{{/batches}}</ul>{{/hasBatches}}
    {{^hasBatches}}<p class="empty">{{w.noBatches}}</p>{{/hasBatches}}
    """

  private static let state = """
    <nav class="crumbs" aria-label="{{w.batches}}"><ol><li><a href="/kumpulan">{{w.batches}}</a></li><li aria-current="page"><bdi>{{name}}</bdi></li></ol></nav>
    <h1><bdi>{{name}}</bdi></h1>
    {{#isOpen}}
    <noscript><meta http-equiv="refresh" content="3"></noscript>
    <div class="card" data-batch="{{address}}/keadaan">
    <p class="lead" role="status">{{sentence}}</p>
    <label for="kemajuan">{{w.progress}}</label>
    <progress id="kemajuan" max="100" value="{{percent}}">{{percent}} %</progress>
    </div>
    <form class="actions" method="post" action="{{address}}/hapus"><input type="hidden" name="token" value="{{token}}">\
    <button class="danger" type="submit">{{w.cancel}}</button></form>
    {{/isOpen}}
    {{#isFailed}}<p class="notice notice-bad">{{sentence}}</p>{{/isFailed}}
    {{#isDone}}
    <p class="lead">{{sentence}}</p>
    <ul class="tiles">{{#tiles}}<li class="tile"><span class="tile-name">{{name}}</span><span class="tile-value">{{value}}</span></li>{{/tiles}}</ul>
    <h2>{{w.downloads}}</h2>
    <ul class="entries">{{#files}}<li><a href="{{address}}">{{name}}</a></li>{{/files}}</ul>
    {{#hasVisits}}
    <h2>{{w.firstVisits}}</h2>
    <ol class="visits">
    {{#visits}}<li class="card"><h3><bdi>{{company}}</bdi> <span class="tag {{tag}}">{{points}} {{w.points}} · {{level}}</span></h3>
    <p class="quiet"><bdi>{{facts}}</bdi></p><ul>{{#reasons}}<li>{{.}}</li>{{/reasons}}</ul></li>{{/visits}}
    </ol>
    <details><summary>{{w.aboutPriority}}</summary>{{#about}}<p>{{.}}</p>{{/about}}</details>
    {{/hasVisits}}
    <div class="figures">
    {{{figures}}}
    </div>
    {{#hasFaults}}
    <h2 id="tanpa-hasil">{{w.faults}}</h2>
    <div class="table-region" role="region" aria-labelledby="tanpa-hasil" tabindex="0"><table class="data">
    <caption class="visually-hidden">{{w.faults}}</caption>
    <thead><tr><th scope="col">{{w.file}}</th><th scope="col">{{w.fault}}</th></tr></thead>
    <tbody>{{#faults}}<tr><th scope="row"><bdi>{{name}}</bdi></th><td>{{message}}</td></tr>{{/faults}}</tbody></table></div>
    {{/hasFaults}}
    {{/isDone}}
    {{^isOpen}}
    <form class="actions" method="post" action="{{address}}/hapus"><input type="hidden" name="token" value="{{token}}">\
    <button class="danger" type="submit">{{w.remove}}</button></form>
    {{/isOpen}}
    """

  /// `/assets/kumpulan.js`: asks every two seconds how far a batch is, and shows the report when it is done.
  static let script = """
    (function () {
      var card = document.querySelector('[data-batch]');
      if (!card || !window.fetch) return;
      var bar = card.querySelector('progress'), text = card.querySelector('[role=status]');
      function ask() {
        fetch(card.dataset.batch, {credentials: 'same-origin', headers: {Accept: 'application/json'}})
          .then(function (answer) { if (!answer.ok) throw answer.status; return answer.json(); })
          .then(function (now) {
            if (!now.open) return location.reload();
            bar.value = now.percent;
            if (text.textContent !== now.sentence) text.textContent = now.sentence;
            setTimeout(ask, 2000);
          })
          .catch(function () { setTimeout(ask, 10000); });
      }
      setTimeout(ask, 2000);
    })();

    """
}
