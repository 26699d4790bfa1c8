import type { ChineseProductName } from '../../product-name.ts'
import type { sheetsProblems } from '../../../../contract/problems/sheets.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

export function sheetsMessages(product: ChineseProductName, meanings: Meanings) {
  const meant = {
    sheetGone: {
      title: '工作表不存在',
      what: `${product.first}在电子表格中找不到这张工作表，它可能已被删除。`,
      remedy: '请打开电子表格确认，或重新选择工作表。',
    },
    cellGone: {
      title: '单元格不在工作表内',
      what: '要放图片的单元格超出了这张工作表的范围。',
      remedy: '请换一个起始单元格，或在工作表中增加行列。',
    },
    lockedCell: {
      title: '单元格受保护',
      what: '这个单元格在保护范围内，你的账号不能修改。',
      remedy: '请联系表格所有者，或换一个起始单元格。',
    },
    sheetBusy: {
      title: '电子表格正忙',
      what: '电子表格还在处理前一次写入。',
      remedy: '请过几分钟再试。',
    },
    sheetFull: {
      title: '电子表格已达上限',
      what: '这个电子表格的图片或内容已达上限，最多 4000 张图片。',
      remedy: '请换一个电子表格。',
    },
    pictureTooLarge: {
      title: '图片太大',
      what: '图片超过了电子表格一次能接受的大小。',
      remedy: '可以换到文档里，或压缩图片后再上传。',
    },
    pictureStands: {
      title: '图片已在表格中',
      what: '这张图片之前已经放进表格了。',
      remedy: '请打开电子表格看看。',
    },
    notOfSheet: {
      title: '图片不属于这个表格',
      what: `${product.first}认为这张图片不是上传到这个电子表格的。`,
      remedy: '请重试。',
    },
  } as const satisfies Readonly<Record<string, ProblemMessages>>
  return {
    90202: meant.cellGone,
    90204: meanings.badCall,
    90211: meant.sheetGone,
    90212: meant.cellGone,
    90213: meanings.noEditRight,
    90214: meanings.documentGone,
    90215: meant.sheetGone,
    90217: meant.sheetBusy,
    90218: meant.lockedCell,
    90226: meant.sheetFull,
    90227: meant.pictureTooLarge,
    90235: meant.sheetBusy,
    90242: meant.sheetBusy,
    1310202: meant.cellGone,
    1310211: meant.sheetGone,
    1310213: meanings.noEditRight,
    1310214: meanings.documentGone,
    1310215: meant.sheetGone,
    1310217: meant.sheetBusy,
    1310218: meant.lockedCell,
    1310226: meant.sheetFull,
    1310229: meanings.badCall,
    1310235: meant.sheetBusy,
    1310242: meant.sheetBusy,
    1310243: meanings.badCall,
    1310244: meant.pictureStands,
    1310245: meant.notOfSheet,
    1310246: meanings.badCall,
    1310247: meant.sheetFull,
    1310249: meanings.documentGone,
    1310251: meanings.badCall,
    1315201: meanings.internalError,
    1315203: meanings.internalError,
    1315210: meanings.internalError,
  } as const satisfies Record<keyof typeof sheetsProblems, ProblemMessages>
}
