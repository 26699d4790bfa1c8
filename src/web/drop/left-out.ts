/**
 * Files that systems and programs make for themselves, and files that are not whole yet. Names as their makers write them; systems
 * that make the first group ignore case.
 */
const files: readonly RegExp[] = [
  // Windows and macOS. `Icon\r` is a folder's own icon; `._x` holds what macOS knows of `x` on other file systems (AppleDouble).
  /^(\.ds_store|\.localized|\.apdisk|\.volumeicon\.icns|\.com\.apple\.timemachine\.\w+)$/i,
  /^((eh)?thumbs(_vista)?\.db(:encryptable)?|desktop\.ini|(pagefile|hiberfil|swapfile)\.sys)$/i,
  /^Icon\r$/,
  /^\._./,
  // Locks and drafts: Office, LibreOffice, WPS Office, Word, Vim.
  /^~\$/,
  /^\.~/,
  /^~(WRL|WRD|WRA|DF)\w*\.tmp$/i,
  /^\..+\.sw[a-p]$/,
  // Linux and network drives: a file that is deleted or saved while it is open; a folder's own settings.
  /^\.(nfs[\da-f]{8,}|fuse_hidden\w+|goutputstream-\w+|directory|nomedia)$/,
  /^\.dropbox$/,
  // Picasa.
  /^\.?picasa\.ini$/i,
  // Downloads under way: Chromium, Firefox, Safari, Opera, Edge, aria2, Xunlei, Baidu.
  /.\.(crdownload|part|partial|download|opdownload|aria2|xltd|downloading)$/i,
]

const folders: readonly RegExp[] = [
  /^__MACOSX$/,
  /^\.(Spotlight-V100|Trashes|Trash|Trash-\d+|fseventsd|TemporaryItems|DocumentRevisions-V100|AppleDouble|AppleDB|AppleDesktop)$/i,
  /^(\$recycle\.bin|recycler|system volume information)$/i,
  // Synology and QNAP.
  /^(@eaDir|#recycle|#snapshot|@Recycle|\.@__thumb)$/i,
  /^\.picasaoriginals$/i,
  /^(\.git|\.svn|\.hg|\.bzr|CVS)$/,
  /^(lost\+found|\.thumbnails|\.dropbox\.cache|\.stfolder)$/,
  /.\.download$/i,
]

/** Whether a file or folder is left out when it comes along with others: nobody means to upload it. */
export function isLeftOut(name: string, is: 'file' | 'folder'): boolean {
  return (is === 'file' ? files : folders).some((pattern) => pattern.test(name))
}
