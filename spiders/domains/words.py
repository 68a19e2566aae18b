"""Words that sellers of copies put beside a name, and the endings they register under.

Layer: spiders.domains, pure. The order is the rank: the first are asked for first.
"""

from typing import Final

SHOP_WORDS: Final = (
    "shop", "outlet", "store", "official", "sale", "online", "cn", "outlets", "us", "usa", "uk",
    "buy", "discount", "deals", "cheap", "factory", "mall", "tmall", "china", "the", "my", "vip",
    "eu", "wholesale", "clearance", "direct", "stores", "shops", "original", "brand", "hk",
    "global", "jp", "de", "replica", "new", "best", "get", "app", "guanwang", "shangcheng",
    "qijian", "taobao", "jd", "world", "authentic", "pro", "sales", "offer", "gouwu", "tehui",
    "zhengpin", "pifa", "daigou", "gaofang", "fangpin", "qijiandian", "zhuanmai", "dian",
    "aotelaisi", "zhixiao", "promo", "club", "login", "service", "support", "care", "group",
    "zhongguo", "fans", "express", "market", "go", "home", "top", "plus",
)  # fmt: skip
"""English, and Chinese in pinyin: guanwang = official site, shangcheng = mall, qijian(dian) =
flagship (shop), gouwu = shopping, tehui = special price, zhengpin = genuine, pifa = wholesale,
daigou = purchase on behalf, gaofang and fangpin = imitation, zhuanmai = speciality shop, dian =
shop, aotelaisi = outlets, zhixiao = direct sale, zhongguo = China."""

ENDINGS: Final = (
    "com", "cn", "shop", "net", "store", "com.cn", "top", "xyz", "online", "co", "org", "site",
    "vip", "cc", "us", "co.uk", "de", "info", "club", "hk", "eu", "fr", "it", "jp", "ru", "in",
    "ltd", "asia", "me", "app", "io", "tw", "com.hk", "com.tw", "es", "nl", "pl", "ca", "com.au",
    "biz", "live", "sale", "fun", "website", "space", "pro", "net.cn", "com.co", "com.br", "co.jp",
    "kr", "co.kr", "sg", "com.sg", "my", "com.my", "ph", "vn", "th", "id", "tv", "link", "wang",
    "ren", "group", "work", "store.cn", "se", "ch", "at", "be", "dk", "com.mx", "mobi", "name",
)  # fmt: skip
