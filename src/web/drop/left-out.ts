/**
 * Files that systems and programs make for themselves, and files that are not whole yet. Names as their makers write them; systems
 * that make the first group ignore case.
 */
const files: readonly RegExp[] = [
  // Windows and macOS. `Icon\r` is a folder's own icon; `._x` holds what macOS knows of `x` on other file systems (AppleDouble).
  /^(\.ds_store|\.localized|\.apdisk|\.volumeicon\.icns|\.com\.apple\.timemachine\.\w+)$/i,
  /^((eh)?thumbs(_vista)?\.db(:encryptable)?|desktop\.ini|(pagefile|hiberfil|swapfile)\.sys)$/i,
  // A network drive cannot write the return, and writes U+F00D.
  /^Icon[\r\uf00d]$/,
  /^\._./,
  // Locks and drafts: Office, LibreOffice, WPS Office, Word, Vim.
  /^~\$/,
  /^\.~/,
  /^~(WRL|WRD|WRA|DF|RF)\w*\.tmp$/i,
  /^(ppt)?[\dA-F]{4,8}\.tmp$/i,
  /^\..+\.sw[a-p]$/,
  /^\.#/,
  // Locks of AutoCAD and Access.
  /.\.(dwl2?|laccdb)$/i,
  // Placeholder of a file that is in iCloud only.
  /^\..+\.icloud$/,
  // Programs that keep folders alike: Syncthing, Resilio, FreeFileSync, Nextcloud.
  /^(\.syncthing\..+\.tmp|~syncthing~.+|\.sync(id|ignore)|\.sync\.ffs_db|\._?sync_\w+\.db.*|\.(owncloud|nextcloud)sync\.log)$/i,
  /.\.(!sync|bts|ffs_tmp)$/i,
  // Viewers' previews: Adobe Bridge, Canon, Synology.
  /^(\.bridge(sort|labelsandratings|cachet?)|zbthumbnail\.info|SYNO(FILE|PHOTO)_THUMB_.+|SYNOINDEX_MEDIA_INFO)$/i,
  // Of a submodule or a second work tree.
  /^\.git$/,
  // Linux and network drives: a file that is deleted or saved while it is open; a folder's own settings.
  /^\.(nfs[\da-f]{8,}|fuse_hidden\w+|goutputstream-\w+|directory|nomedia)$/,
  /^\.dropbox$/,
  // Picasa.
  /^\.?picasa\.ini$/i,
  // Downloads under way: Chromium, Firefox, Safari, Opera, Edge, aria2, Xunlei, Baidu, uTorrent, qBittorrent.
  /.\.(crdownload|part|partial|download|opdownload|aria2|xltd|td\.cfg|downloading|!ut|!qb)$/i,
]

const folders: readonly RegExp[] = [
  /^__MACOSX$/,
  /^\.(Spotlight-V100|Trashes|Trash|Trash-\d+|fseventsd|TemporaryItems|DocumentRevisions-V100|AppleDouble|AppleDB|AppleDesktop)$/i,
  /^(\$recycle\.bin|recycler|system volume information)$/i,
  // Synology and QNAP.
  /^(@eaDir|@tmp|#recycle|#snapshot|@Recycle|@Recently-Snapshot|\.@__thumb|\.SynologyWorkingDirectory)$/i,
  /^\.picasaoriginals$/i,
  /^(\.git|\.svn|_svn|\.hg|\.bzr|\.jj|_darcs|CVS)$/,
  /^(lost\+found|\.thumbnails|\.dropbox\.cache|\.stfolder|\.stversions|\.sync)$/,
  /.\.download$/i,
]

/** Whether a file or folder is left out when it comes along with others: nobody means to upload it. */
export function isLeftOut(name: string, is: 'file' | 'folder'): boolean {
  return (is === 'file' ? files : folders).some((pattern) => pattern.test(name))
}
