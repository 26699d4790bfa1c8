/** Endings of folders that macOS shows as one file: documents of its programs, programs, libraries. */
const endings = new Set(
  `key pages numbers rtfd app bundle framework photoslibrary photolibrary imovielibrary fcpbundle logicx band theater tvlibrary musiclibrary
  xcodeproj xcworkspace playground pkg mpkg plugin kext scptd sparsebundle graffle oo3 dtbase2 pvm vmwarevm
  workflow prefpane scriv textbundle pxd lrdata lrlibrary aplibrary docset dsym vst vst3 mlpackage utm backupbundle imovieproject`.split(
    /\s+/,
  ),
)

/** Whether a folder of this name is a package: in pieces, nothing opens it any more. */
export function isPackage(name: string): boolean {
  const ending = /.\.([a-z\d]+)$/i.exec(name)?.[1]
  return ending !== undefined && endings.has(ending.toLowerCase())
}
