/** Messages about keyboard shortcuts. */
export const shortcuts = {
  title: '键盘快捷键',
  menu: (name: string) => `${name}的菜单`,
  menuShort: '菜单',
  groups: {
    page: '整个页面',
    finder: '找文档',
    order: '调整顺序时',
  },
  does: {
    list: '打开这份列表',
    paste: '粘贴截图、文件或文档链接',
    undo: '撤销刚才的取消或移除',
    close: '关闭菜单、对话框或提示',
    choose: '使用输入的链接，或到找到的文档',
    down: '从输入框到列表',
    among: '在列表里移动',
    aside: '到同一行的另一个按钮，如置顶、打开下级',
    back: '回到输入框；在输入框里则清空',
    move: '把文件上移、下移一位',
    ends: '把文件移到最前、最后',
    range: '连续选中一段',
    unselect: '取消选中；拖动时放弃拖动',
  },
  keys: {
    ArrowUp: '上箭头',
    ArrowDown: '下箭头',
    ArrowLeft: '左箭头',
    ArrowRight: '右箭头',
  },
  click: '单击',
  or: '或',
  single: '按 ? 打开这份列表',
  singleWhat: '只要一个键就会触发。语音输入或容易误按时，可以关掉；这份列表在头像菜单里也能打开。',
  close: '关闭',
}

export type ShortcutMessages = typeof shortcuts
