/** Messages at the end of a visit: what stays on this computer. */
export const leaving = {
  title: '退出登录',
  pending: '还有文件没有传完，退出后会停止上传。',
  ask: '这台电脑是你自己的，还是和别人共用的？',
  keep: '我自己的，保留队列',
  keepWhat: '没传完的队列、上传记录和用过的文档留在这个浏览器里，你再次登录后接着传。',
  keepWhatLost: '用过的文档留在这个浏览器里。没传完的队列这个浏览器记不住，不会保留。',
  forget: '共用的，全部清除',
  forgetWhat:
    '从这个浏览器里清除文件副本、名称、标题和链接，别人留在这里的队列也一起清除，其他标签页也会停止。已经在文档里的不受影响。',
  shared: '这台电脑是共用的：退出时，留在这个浏览器里的都会清除，没传完的不再上传。已经在文档里的不受影响。',
  forgetAndLeave: '清除并退出',
  stay: '先不退出',
  leaving: '正在退出…',
  failed: '没能退出登录，你还在登录中。请检查网络后再试。',
  failedForgotten: '留在这个浏览器里的已经清除，但没能退出登录，你还在登录中。请检查网络后再试。',
  idle: {
    title: '还在用吗？',
    what: '一会儿没有人用，就会退出登录，并清除留在这个浏览器里的一切。按任意键或动一下鼠标，就继续使用。',
    left: (seconds: string) => `还有 ${seconds} 秒`,
  },
}

export type LeavingMessages = typeof leaving
