/// The template of the frame (Mustache). Values are escaped; only `body`, which is HTML already, goes in as it is.
enum FrameTemplate {
  /// What all pages have around their own part.
  static let source = """
    <!DOCTYPE html>
    <html lang="{{lang}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    {{#refresh}}<meta http-equiv="refresh" content="{{refresh}}">
    {{/refresh}}
    <title>{{title}}</title>
    <link rel="icon" href="/assets/ikon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/wlkp.css">
    {{#scripts}}
    <script src="/assets/{{.}}" defer></script>
    {{/scripts}}
    </head>
    <body>
    <a class="skip" href="#isi">{{f.skip}}</a>
    <header class="top">
    <div class="wrap">
    <a class="brand" href="/"><span class="mark" aria-hidden="true"></span><span><b>WLKP</b> \
    <span class="brand-name">{{f.brand}}</span></span></a>
    <div class="person">
    <a class="tongue" href="{{otherAddress}}" hreflang="{{f.otherCode}}" lang="{{f.otherCode}}">{{f.otherName}}</a>
    {{#account}}
    <a href="/akun"{{#accountIsHere}} aria-current="page"{{/accountIsHere}}>{{account}}</a>
    <form method="post" action="/keluar"><input type="hidden" name="token" value="{{token}}">\
    <button class="plain" type="submit">{{f.signOut}}</button></form>
    {{/account}}
    {{^account}}
    <a href="{{signInAddress}}">{{f.signIn}}</a>
    {{/account}}
    </div>
    <nav class="places" aria-label="{{f.navigation}}">
    <ul>
    {{#places}}
    <li><a href="{{address}}"{{#isHere}} aria-current="page"{{/isHere}}>{{name}}</a></li>
    {{/places}}
    </ul>
    </nav>
    </div>
    </header>
    <main id="isi" class="wrap" tabindex="-1">
    {{{body}}}
    </main>
    <footer>
    <div class="wrap">
    <p>{{f.footer}}</p>
    <p>{{facts}}</p>
    </div>
    </footer>
    </body>
    </html>

    """
}
