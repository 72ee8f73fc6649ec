/** Words of a list, apart by blanks. */
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Pictures that browsers and phones exchange for one another, often without changing the name. */
export const pictures = words('png apng jpg jpeg jpe jfif gif webp bmp tif tiff heic heif hif avif')

/** Endings of plain text, of which bytes tell nothing. */
export const textEndings = words(
  'txt csv tsv json md log ini yml yaml htm html xhtml xml svg ics vcf eml srt vtt css js sql asc pem sh bat cmd ps1 vbs',
)

/** Endings that hold a name of something else, or anything: winmail.dat, amazon.it. */
export const saysNothing = words('dat it bin')

/** Kinds that are recognised by long marks and may be text from the first byte to the last. */
export const textualKinds = words('pdf ps eps rtf xml ics vcf vtt reg pgp stl')

/** Endings whose files are recognised always when they are whole; a file so named that is not recognised is none. */
export const alwaysTold = words(
  'png apng jpg jpeg jpe jfif gif webp bmp tif tiff heic heif avif pdf docx xlsx pptx docm xlsm pptm odt ods odp zip ' +
    'gz bz2 xz 7z rar mp4 m4v mov webm mkv avi wav flac ogg rtf psd exe',
)

/** What is a ZIP inside: Office of 2007 and later without macros and with them, and others. */
export const zipped = words(
  'docx docm dotx dotm xlsx xlsm xltx xltm xlsb pptx pptm potx potm ppsx ppsm vsdx odt ods odp odg ott ots otp otg epub ' +
    'jar war ear apk aab ipa xpi whl nupkg 3mf kmz cbz pages numbers key xps oxps usdz sketch xmind',
)

/** What may be called otherwise, as its bytes tell no more: endings by what was recognised. */
export const calledAlso: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['zip', zipped],
  // The compound file of old Office documents, of mails of Outlook, and of every Office document with a password.
  ['cfb', words('doc dot xls xlt ppt pot pps msg oft msi mpp pub vsd db wps et dps hwp docx docm xlsx xlsm pptx pptm')],
  // Word writes RTF under .doc, and Excel of 2003 XML under .xls.
  ['rtf', words('doc')],
  ['xml', words('svg html htm xhtml kml gpx rss atom plist xsl xsd xls doc txt eml')],
  ['ics', words('txt')],
  ['vcf', words('txt')],
  ['vtt', words('txt')],
  ['pgp', words('gpg asc sig txt pem')],
])

/** Endings that stand for the same content. */
export const alike: readonly ReadonlySet<string>[] = [
  words('jpg jpeg jpe jfif mpo'),
  words('png apng'),
  words('heic heif hif avif'),
  words('tif tiff dng nef cr2 arw raf rw2 orf'),
  words('mp4 m4v m4a m4b m4p mov qt 3gp 3g2 f4v f4p f4a f4b'),
  words('mkv webm mka mks'),
  words('ogg oga ogv ogx ogm opus spx'),
  words('asf wmv wma'),
  words('mpg mpeg mpe m2v vob'),
  words('mts m2ts ts'),
  words('mp1 mp2 mp3 mpa'),
  words('mid midi'),
  words('aif aiff aifc'),
  words('ps eps ai'),
  words('pdf ai'),
  words('exe dll scr com sys ocx cpl'),
  words('elf so o ko'),
  words('macho dylib o'),
  words('gz tgz tar.gz svgz emz wmz'),
  words('bz2 tbz tbz2'),
  words('xz txz'),
  words('zst tzst'),
  words('lzh lha'),
  words('iso img'),
  words('sqlite sqlite3 db db3'),
]

/** Where a name says more than the bytes do: type by what was recognised and the ending. */
export const moreExact: ReadonlyMap<string, string> = new Map([
  ['cfb doc', 'application/msword'],
  ['cfb xls', 'application/vnd.ms-excel'],
  ['cfb ppt', 'application/vnd.ms-powerpoint'],
  ['cfb msg', 'application/vnd.ms-outlook'],
  ['xml svg', 'image/svg+xml'],
  ['xml html', 'text/html'],
  ['xml htm', 'text/html'],
])
