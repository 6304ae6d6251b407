/// `/assets/unggah.js`: a file can be dropped on the form, and the upload shows how far it is. Without it the form is
/// sent as ever.
enum UploadScript {
  static let source = """
    "use strict";
    for (const form of document.querySelectorAll("form[data-once]")) {
      // A second click while the first is under way is one click.
      form.addEventListener("submit", (event) => {
        if (form.dataset.sent) event.preventDefault();
        form.dataset.sent = "1";
      });
    }
    for (const form of document.querySelectorAll("form[data-upload]")) {
      const input = form.querySelector("input[type=file]");
      const button = form.querySelector("button");
      const box = form.querySelector("[data-progress]");
      const words = box.querySelector("p");
      const bar = box.querySelector("progress");
      for (const name of ["dragenter", "dragover"]) {
        form.addEventListener(name, (event) => {
          event.preventDefault();
          form.classList.add("over");
        });
      }
      for (const name of ["dragleave", "drop"]) {
        form.addEventListener(name, () => form.classList.remove("over"));
      }
      form.addEventListener("drop", (event) => {
        event.preventDefault();
        if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
      });
      form.addEventListener("submit", (event) => {
        if (!input.files.length) return;
        event.preventDefault();
        const data = new FormData(form);
        const request = new XMLHttpRequest();
        const plainly = () => form.submit();
        button.disabled = true;
        box.hidden = false;
        words.textContent = words.dataset.sending;
        request.upload.addEventListener("progress", (step) => {
          if (step.lengthComputable) bar.value = (100 * step.loaded) / step.total;
        });
        request.upload.addEventListener("load", () => {
          words.textContent = words.dataset.checking;
          bar.removeAttribute("value");
        });
        request.addEventListener("load", () => {
          // What went wrong is shown by the page itself.
          if (request.status === 200) location.assign(request.responseURL);
          else plainly();
        });
        request.addEventListener("error", plainly);
        request.open("POST", form.action);
        request.setRequestHeader("Accept", "text/html");
        request.send(data);
      });
    }
    // Coming back by the browser's button shows a form that can be sent again.
    addEventListener("pageshow", () => {
      for (const form of document.querySelectorAll("form[data-once], form[data-upload]")) {
        delete form.dataset.sent;
        for (const button of form.querySelectorAll("button")) button.disabled = false;
        for (const box of form.querySelectorAll("[data-progress]")) box.hidden = true;
      }
    });

    """
}
