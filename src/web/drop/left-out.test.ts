import { expect, test } from 'vitest'
import { isLeftOut } from './left-out.ts'

test.each(
  `._IMG_1.png ._Report.docx .DS_Store .localized .apdisk .VolumeIcon.icns Thumbs.db thumbs.db ehthumbs.db ehthumbs_vista.db
  desktop.ini Desktop.ini ~$x.docx ~$季度总结.xlsx .~lock.x.odt# .~合同.docx ~WRL0001.tmp ~WRD1234.tmp ~DF3A.tmp .picasa.ini Picasa.ini
  .nfs0000000000a1b2 .goutputstream-ABC123 .fuse_hidden0000001 x.crdownload x.part 电影.mp4.xltd x.download x.opdownload x.aria2
  x.partial 课件.zip.baiduyun.p.downloading .directory .nomedia .x.txt.swp pagefile.sys hiberfil.sys swapfile.sys .dropbox
  ~RF4a5b.TMP ppt1F2A.tmp 3F2A91C0.tmp .#报告.txt 平面图.dwl 平面图.dwl2 台账.laccdb .报告.pages.icloud .IMG_0012.HEIC.icloud
  .syncthing.a.png.tmp ~syncthing~a.png.tmp .sync.ffs_db ._sync_0a1b2c.db .sync_0a1b2c.db-wal .owncloudsync.log a.png.!sync a.png.bts
  a.ffs_tmp .BridgeSort .BridgeCache .BridgeCacheT ZbThumbnail.info SYNOFILE_THUMB_M.png SYNOPHOTO_THUMB_XL.jpg SYNOINDEX_MEDIA_INFO
  电影.mkv.!ut 电影.mkv.!qB 电影.mkv.td.cfg .git 合同.docx~ #草稿.txt# .849C9593-D756-4E56-8D6E-42412F2A707B .dropbox.attr
  .trashed-1700000000-IMG_1.jpg .pending-1700000000-VID_2.mp4 照片.png:Zone.Identifier 照片.png\uf03aZone.Identifier AlbumArtSmall.jpg
  AlbumArt_{5FA05D35-A682-4AF6-96F7-0773E42D4D16}_Large.jpg ~画册~abc123.idlk ~tmp0001.tmp 相册.lrcat-wal 相册.lrcat.lock 相册.lrcat-shm
  年报.pdf.nextcloud .csync_journal.db .nextcloudsync.log.1 IMG_1.jpg@SynoResource pspbrwse.jbf a.zip.filepart a.mp4.ytdl a.bc!
  .com.apple.macl .metadata_never_index .CFUserTextEncoding`.split(/\s+/),
)('the file %s is left out', (name) => {
  expect(isLeftOut(name, 'file')).toBe(true)
})

test.each(['Icon\r', 'Icon\uF00D', '.com.apple.timemachine.donotpresent', 'Thumbs.db:encryptable'])(
  'the file %j is left out',
  (name) => {
    expect(isLeftOut(name, 'file')).toBe(true)
  },
)

test.each(
  `__MACOSX .Spotlight-V100 .Trashes .Trash .Trash-1000 .fseventsd .TemporaryItems .DocumentRevisions-V100 .AppleDouble
  $RECYCLE.BIN $Recycle.Bin RECYCLER @eaDir #recycle #snapshot .picasaoriginals .git .svn .hg CVS .bzr
  lost+found .thumbnails x.download .dropbox.cache .stfolder .stversions .sync _svn .jj _darcs @tmp .SynologyWorkingDirectory
  @Recently-Snapshot node_modules __pycache__ .ipynb_checkpoints .tmp.driveupload .@upload_cache .wdmc @sharebin`.split(
    /\s+/,
  ),
)('the folder %s is left out', (name) => {
  expect(isLeftOut(name, 'folder')).toBe(true)
})

test.each(['System Volume Information', 'Network Trash Folder', 'Temporary Items'])(
  'the folder %s is left out',
  (name) => {
    expect(isLeftOut(name, 'folder')).toBe(true)
  },
)

test('what Word on a Mac leaves is left out', () => {
  expect(isLeftOut('Word Work File D_1234567.tmp', 'file')).toBe(true)
})

test.each(
  `a.png .env .gitignore .htaccess ._ _x.png ~x.docx $x.docx x.tmp Icon icon.png part.txt download partial.pdf cvs.csv git thumbs.png
  __proto__ constructor report.tmp 1.tmp a.icloud sync.txt 2024.tmp.png #1.png @a.png 波浪~ 春天~.jpg db.sqlite a.lrcat nextcloud node_modules mmexport1700000000000.jpg IMG_20240101_120000.HEIC
  PXL_20240101_010101.MP.jpg Screenshot_2024-01-01-12-00-00-00.jpg`.split(/\s+/),
)('the file %s is uploaded', (name) => {
  expect(isLeftOut(name, 'file')).toBe(false)
})

test.each(['CVS', '.svn', '@eaDir'])('a file named %s is not taken for a folder of that name', (name) => {
  expect(isLeftOut(name, 'file')).toBe(false)
})

test.each(['thumbs.db', 'desktop.ini', '照片', '.config', 'Downloads', 'cvs'])('the folder %s is uploaded', (name) => {
  expect(isLeftOut(name, 'folder')).toBe(false)
})
