import { expect, test } from 'vitest'
import { isLeftOut } from './left-out.ts'

test.each(
  `._IMG_1.png ._Report.docx .DS_Store .localized .apdisk .VolumeIcon.icns Thumbs.db thumbs.db ehthumbs.db ehthumbs_vista.db
  desktop.ini Desktop.ini ~$x.docx ~$季度总结.xlsx .~lock.x.odt# .~合同.docx ~WRL0001.tmp ~WRD1234.tmp ~DF3A.tmp .picasa.ini Picasa.ini
  .nfs0000000000a1b2 .goutputstream-ABC123 .fuse_hidden0000001 x.crdownload x.part 电影.mp4.xltd x.download x.opdownload x.aria2
  x.partial 课件.zip.baiduyun.p.downloading .directory .nomedia .x.txt.swp pagefile.sys hiberfil.sys swapfile.sys .dropbox`.split(
    /\s+/,
  ),
)('the file %s is left out', (name) => {
  expect(isLeftOut(name, 'file')).toBe(true)
})

test.each(['Icon\r', '.com.apple.timemachine.donotpresent', 'Thumbs.db:encryptable'])(
  'the file %j is left out',
  (name) => {
    expect(isLeftOut(name, 'file')).toBe(true)
  },
)

test.each(
  `__MACOSX .Spotlight-V100 .Trashes .Trash .Trash-1000 .fseventsd .TemporaryItems .DocumentRevisions-V100 .AppleDouble
  $RECYCLE.BIN $Recycle.Bin RECYCLER @eaDir #recycle #snapshot .picasaoriginals .git .svn .hg CVS .bzr
  lost+found .thumbnails x.download .dropbox.cache .stfolder`.split(/\s+/),
)('the folder %s is left out', (name) => {
  expect(isLeftOut(name, 'folder')).toBe(true)
})

test('the folder System Volume Information is left out', () => {
  expect(isLeftOut('System Volume Information', 'folder')).toBe(true)
})

test.each(
  `a.png .env .gitignore .htaccess ._ _x.png ~x.docx $x.docx x.tmp Icon icon.png part.txt download partial.pdf cvs.csv git thumbs.png
  __proto__ constructor`.split(/\s+/),
)('the file %s goes up', (name) => {
  expect(isLeftOut(name, 'file')).toBe(false)
})

test.each(['CVS', '.git', '@eaDir'])('a file named %s is no folder of that name', (name) => {
  expect(isLeftOut(name, 'file')).toBe(false)
})

test.each(['thumbs.db', 'desktop.ini', '照片', '.config', 'Downloads', 'cvs'])('the folder %s goes up', (name) => {
  expect(isLeftOut(name, 'folder')).toBe(false)
})
