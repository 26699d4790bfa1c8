/** Where a queue is while it is not in this tab, and whether the browser keeps it. */
export const tabs = {
  opening: {
    heading: '正在打开上次的队列',
    why: {
      database: '浏览器还没有打开它存下的队列。打开后，没传完的会自动接着传。',
      'older-page': '另一个标签页开着这一页的旧版本，队列在它那里。它传完或者关掉后，这里会自动接上。',
      lock: '队列还在另一个页面手里，可能是刚刚关掉的那一页。它一松手，这里会自动接着传。',
    },
    meanwhile: '现在就可以选文档、拖文件进来：先收着，队列打开后一起放进去。',
    beginNow: '不等了，先传新的文件',
  },
  elsewhere: {
    running: (done: string, files: string) => `另一个标签页正在上传：已完成 ${done} / ${files}`,
    stopped: (done: string, files: string) => `另一个标签页有一个队列停着：已完成 ${done} / ${files}`,
    silent: '上次的队列在另一个标签页里，它没有回应',
    failed: (files: string) => `其中 ${files} 个上传失败。`,
    freed: '那个标签页关掉后，没传完的会自动在这里接着传。',
    notMovable: '那个标签页的队列没能存进浏览器，只能在那里传完：请不要关掉它。',
    bringHere: '改在这里接着传',
    bringing: '正在转到这里…',
  },
  notKept: {
    insecure: '这个地址不是 https，浏览器记不住队列：传完之前，请不要刷新或关闭这一页。',
    refused: '这个浏览器记不住队列：传完之前，请不要刷新或关闭这一页。',
    full: '这台电脑给浏览器的存储空间满了，队列记不下来：传完之前，请不要刷新或关闭这一页。腾出空间后会自动记下。',
    'newer-version':
      '这个浏览器里有新版本页面存的队列，这一页是旧版本，读不了，也不会动它。请刷新这一页；正在这里传的文件请先等它传完。',
    'not-yet': '浏览器还没有打开存储，队列暂时记不下来：请先不要刷新或关闭这一页。',
  },
  lost: (files: string) => `浏览器里有 ${files} 条记录损坏，这些文件接不上了，请看看文档里有没有，没有就再添加一次：`,
  lostUnnamed: '（名称读不出来）',
}

export type TabMessages = typeof tabs
