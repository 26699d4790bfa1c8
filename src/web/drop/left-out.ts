/**
 * Files that systems and programs make for themselves, and files that are not whole yet. Names as their makers write them; systems
 * that make the first group ignore case.
 */
const files: readonly RegExp[] = [
  // Windows and macOS. `Icon\r` is a folder's own icon; `._x` holds what macOS knows of `x` on other file systems (AppleDouble).
  /^\.(ds_store|localized|apdisk|volumeicon\.icns|com\.apple\..+|metadata_never_index|cfusertextencoding|pkinstallsandboxmanager)$/i,
  /^((eh)?thumbs(_vista)?\.db(:encryptable)?|desktop\.ini|(pagefile|hiberfil|swapfile)\.sys|albumart(small|_\{.+\}_(small|large))\.jpg)$/i,
  // Where a download came from: Windows keeps it beside the file, other systems see a file of its own.
  /.[:\uf03a]zone\.identifier$/i,
  // A network drive cannot write the return, and writes U+F00D.
  /^Icon[\r\uf00d]$/,
  /^\._./,
  // Locks, drafts and earlier versions: Office, LibreOffice, WPS Office, Word, Vim, Emacs, editors of Linux.
  /^~\$/,
  /^\.~/,
  /^(~.+|Word Work File .+)\.tmp$/i,
  /^(ppt)?[\dA-F]{4,8}\.tmp$/i,
  /^\..+\.sw[a-p]$/,
  /^\.#/,
  /^#.+#$/,
  /.\.\w+~$/,
  // Locks of AutoCAD, Access, InDesign and Premiere; what Lightroom and others keep beside an open catalogue.
  /.\.(dwl2?|laccdb|idlk|prlock)$/i,
  /.\.(lrcat|sqlite3?|db)[-.](wal|shm|journal|lock)$/i,
  // Placeholder of a file that is in iCloud, Nextcloud or ownCloud only.
  /^\..+\.icloud$/,
  /.\.(nextcloud|owncloud)$/,
  // Programs that keep folders alike: Syncthing, Resilio, FreeFileSync, Nextcloud.
  /^(\.syncthing\..+\.tmp|~syncthing~.+|\.sync(id|ignore)|\.sync\.ffs_db|\._?sync_\w+\.db.*|\.csync_journal\.db.*|\.(owncloud|nextcloud)sync\.log(\.\d+)?)$/i,
  // OneDrive has one of this name in each of its folders.
  /^\.849c9593-d756-4e56-8d6e-42412f2a707b$/i,
  /.\.(!sync|bts|ffs_tmp)$/i,
  // Viewers' previews: Adobe Bridge, Canon, Synology.
  /^(\.bridge(sort|labelsandratings|cachet?)|zbthumbnail\.info|SYNO(FILE|PHOTO)_THUMB_.+|SYNOINDEX_MEDIA_INFO|pspbrwse\.jbf)$/i,
  /.@syno(resource|eastream)$/i,
  // Of a submodule or a second work tree.
  /^\.git$/,
  // Linux and network drives: a file that is deleted or saved while it is open; a folder's own settings.
  /^\.(nfs[\da-f]{8,}|fuse_hidden\w+|goutputstream-\w+|directory|nomedia)$/,
  /^\.dropbox(\.attr)?$/,
  // Deleted, or not whole yet, on an Android phone.
  /^\.(trashed|pending)-\d+-./,
  // Picasa.
  /^\.?picasa\.ini$/i,
  // Downloads under way: Chromium, Firefox, Safari, Opera, Edge, aria2, Xunlei, Baidu, uTorrent, qBittorrent, BitComet, FlashGet,
  // Free Download Manager, WinSCP, DownThemAll, yt-dlp.
  /.\.(crdownload|part|partial|download|opdownload|aria2|xltd|td\.cfg|downloading|!ut|!qb|bc!|jc!|fdmdownload|filepart|dtapart|ytdl)$/i,
]

const folders: readonly RegExp[] = [
  /^__MACOSX$/,
  /^\.(Spotlight-V100|Trashes|Trash|Trash-\d+|fseventsd|TemporaryItems|DocumentRevisions-V100|AppleDouble|AppleDB|AppleDesktop|MobileBackups)$/i,
  /^(network trash folder|temporary items)$/i,
  /^(\$recycle\.bin|recycler|system volume information)$/i,
  // Synology, QNAP, Western Digital.
  /^(@eaDir|@tmp|@sharebin|#recycle|#snapshot|@Recycle|@Recently-Snapshot|\.@(__thumb|__qini|upload_cache)|\.SynologyWorkingDirectory|\.wdmc)$/i,
  /^\.picasaoriginals$/i,
  /^(\.git|\.svn|_svn|\.hg|\.bzr|\.jj|_darcs|CVS)$/,
  /^(lost\+found|\.thumbnails|\.dropbox\.cache|\.stfolder|\.stversions|\.sync|\.tmp\.drive(download|upload))$/,
  // What developers' programs fetch or make anew, often thousands of files.
  /^(node_modules|bower_components|__pycache__|\.ipynb_checkpoints|\.(pytest|mypy|ruff)_cache)$/,
  /.\.download$/i,
]

/** Whether a file or folder is left out when it comes along with others: nobody means to upload it. */
export function isLeftOut(name: string, is: 'file' | 'folder'): boolean {
  return (is === 'file' ? files : folders).some((pattern) => pattern.test(name))
}
