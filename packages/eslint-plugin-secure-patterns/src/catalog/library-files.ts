/** Names that files of libraries have, by custom: plugins of jQuery are called `jquery.tabs.js`, a build's source `leaflet-src.js`. */
export const LIBRARY_FILE: RegExp =
  /(?:^|\/)(?:jquery[.-](?:[\w-]+[.-])*[\w-]+|jquery_ujs|rails|rails[-_]ujs|cocoon|bootstrap(?:[.-][\w-]+)*|[\w.-]+-src)\.js$/i;

/** Folders that a page's copy of a library is kept in, by the library's name. */
export const LIBRARY_NAMES: RegExp =
  /(?:^|\/)(?:ace|admin-?lte|bootstrap|ckeditor\d?|codemirror|datatables|editormd|font-?awesome|fullcalendar|highcharts|jasmine|jquery(?:-ui)?|leaflet|mathjax|mdb|mocha|pdfjs|qunit|select2|slick|summernote|swiper|tinymce|tw-elements|ueditor|videojs)(?:[-.]v?\d[\d.]*)?\/(?:[\w.-]+\/)*[\w.-]+\.m?js$/i;
