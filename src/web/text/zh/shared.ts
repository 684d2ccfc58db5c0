import type { shared as english } from "../en/shared.js";

export const shared: Record<keyof typeof english, string> = {
  "shared.language": "语言",
  "shared.theme.toDark": "深色",
  "shared.theme.toLight": "浅色",
  "shared.copy": "复制",
  "shared.copied": "已复制",
  "shared.copyFailed": "无法复制，请手动选择文字",
  "shared.close": "关闭",
  "shared.loading": "正在加载…",
  "shared.retry": "重试",
  "shared.error.title": "操作未成功",
  "shared.error.offline": "无法连接到商店。请检查网络后重试。",
  "shared.error.unexpected": "页面出现意外问题。请刷新页面；您支付的款项不会丢失。",
};
