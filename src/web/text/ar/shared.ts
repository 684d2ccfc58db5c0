import type { shared as english } from "../en/shared.js";

export const shared: Record<keyof typeof english, string> = {
  "shared.language": "اللغة",
  "shared.theme.toDark": "ألوان داكنة",
  "shared.theme.toLight": "ألوان فاتحة",
  "shared.copy": "نسخ",
  "shared.copied": "تم النسخ",
  "shared.copyFailed": "تعذّر النسخ؛ حدّد النص بنفسك",
  "shared.close": "إغلاق",
  "shared.loading": "جارٍ التحميل…",
  "shared.retry": "حاول مجددًا",
  "shared.error.title": "لم تنجح العملية",
  "shared.error.offline": "لا يمكن الوصول إلى المتجر. تحقّق من اتصالك وحاول مجددًا.",
  "shared.error.unexpected": "حدث خطأ غير متوقع في الصفحة. أعد تحميلها؛ لن يضيع شيء مما دفعته.",
};
