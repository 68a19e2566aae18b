"""Offers in the languages and encodings of the markets watched."""

from tests.spiders.extract.storefronts.frame import Storefront, document, neighbours

YOUZAN = Storefront(
    name="有赞-like shop, price in yuan with struck price after, GBK bytes",
    url="https://shop10086.example.cn/wscgoods/detail/2x8y7z",
    title="手工竹编茶席 禅意桌旗",
    price="68.00",
    currency="CNY",
    image="chaxi01",
    brand="竹里馆",
    seller="竹里馆旗舰店",
    encoding="gbk",
    html=document(
        "<div class=top>全场满199包邮 新人立减10元</div><div class=swiper><img class=goods-img "
        "data-src='//img01.example.cn/upload/chaxi01.jpg' src='//img01.example.cn/blank.png'></div>"
        "<div class=goods-price><span>￥</span><span>68</span><span>.00</span></div><div "
        "class=goods-origin>价格 <s>￥128.00</s></div><h1 class=goods-title>手工竹编茶席 禅意桌旗"
        "</h1><p>运费：￥8.00</p><p>品牌：竹里馆</p><p>店铺：竹里馆旗舰店</p><a>立即购买</a><a>"
        "加入购物车</a>" + neighbours("￥39.00", heading="猜你喜欢"),
        title="手工竹编茶席 禅意桌旗 - 竹里馆旗舰店",
        lang="zh-CN",
        charset="gb2312",
    ),
)

T1688 = Storefront(
    name="1688-like wholesale, prices by quantity, minimum order",
    url="https://detail.1688.com/offer/678901234567.html",
    title="厂家直销不锈钢保温杯500ml 定制logo",
    price="12.80",
    high="15.50",
    currency="CNY",
    image="O1CN01abc",
    brand="聚源",
    seller="永康市聚源杯业有限公司",
    html=document(
        "<div class=header><a href='//www.1688.com'>1688首页</a></div><div class=company-name>"
        "<label>公司名称：</label><span>永康市聚源杯业有限公司</span></div><div class=title-text>"
        "<h1>厂家直销不锈钢保温杯500ml 定制logo</h1></div><div class=detail-gallery><img "
        "class=detail-gallery-img src='https://cbu01.alicdn.com/img/ibank/O1CN01abc.jpg'></div>"
        "<div class=price-box><span class=label>价格</span><span class=price-text>¥12.80-15.50"
        "</span></div><p>起批量 ≥2个</p><p>运费：¥6.00起</p><button>立即订购</button><button>"
        "加入进货单</button><div class=offer-attr><span class=name>品牌</span>"
        "<span class=value>聚源"
        "</span></div>",
        title="厂家直销不锈钢保温杯500ml 定制logo-阿里巴巴",
        lang="zh",
    ),
)

CN_MALL = Storefront(
    name="Chinese mall, price missing as it comes by another call",
    url="https://mall.example.com.cn/item/20231188.html",
    title="山岚 户外折叠椅 铝合金",
    price=None,
    image="zhedieyi",
    brand="山岚",
    html=document(
        "<div class=sku-name><h1>山岚 户外折叠椅 铝合金</h1></div><div class=summary-price>"
        "<span class=p-price><span>￥</span><span class=price></span></span></div><div id=spec-img>"
        "<img id=spec-img0 data-origin='//img.example.com.cn/n1/zhedieyi.jpg' "
        "alt='山岚 户外折叠椅 铝合金'></div><p>满￥99包邮</p><ul><li>品牌："
        "<a href=/b/1>山岚</a></li>"
        "<li>商品编号：20231188</li></ul><a>加入购物车</a>"
        + neighbours("￥59.00", heading="看了又看"),
        title="【山岚折叠椅】山岚 户外折叠椅 铝合金【行情 报价 价格 评测】",
        lang="zh-CN",
    ),
)

JAPAN = Storefront(
    name="Japanese market, EUC-JP bytes, 円 after the number, tax words, shop name",
    url="https://item.rakuten.co.jp/kogeiya/yunomi-012/",
    title="萩焼 湯呑み ペア 化粧箱入り",
    price="4980",
    currency="JPY",
    image="yunomi012",
    brand="萩陶苑",
    encoding="euc_jp",
    html=document(
        "<div>3,980円以上送料無料</div><table><tr><td>"
        "<img src='https://image.rakuten.co.jp/kogeiya/"
        "cabinet/yunomi012.jpg' alt='萩焼 湯呑み ペア 化粧箱入り' width=400></td><td><span "
        "class=item_name><b>萩焼 湯呑み ペア 化粧箱入り</b></span><p>メーカー希望小売価格 "
        "<s>6,600円"
        "</s></p><p>価格 <span class=price2>4,980円</span> (税込) 送料別</p><p>ポイント 45ポイント"
        "</p><p>ブランド：萩陶苑</p><input type=submit value='買い物かごに入れる'></td>"
        "</tr></table>" + neighbours("2,200円", heading="この商品を見た人はこんな商品も見ています"),
        title="【楽天市場】萩焼 湯呑み ペア 化粧箱入り：工芸屋",
        lang="ja",
        charset="EUC-JP",
    ),
)

JAPAN_SJIS = Storefront(
    name="Japanese shop, Shift_JIS bytes declared by the server alone",
    url="http://www.umebachi.example.jp/shop/detail.cgi?no=88",
    title="紀州南高梅 うす塩 800g",
    price="3240",
    currency="JPY",
    image="ume88",
    encoding="shift_jis",
    headers=(("Content-Type", "text/html; charset=Shift_JIS"),),
    html=(
        "<html><head><title>紀州南高梅 うす塩 800g | 梅鉢屋</title></head><body><h2>梅鉢屋 "
        "オンラインショップ</h2><h3>紀州南高梅 うす塩 800g</h3><img src=photo/ume88.jpg width=320>"
        "<p>販売価格：3,240円（税込）</p><p>送料：全国一律 800円</p><form><input type=submit "
        "value='カートに入れる'></form></body></html>"
    ),
)

KOREA = Storefront(
    name="Korean market, EUC-KR bytes, won after the number, card prices",
    url="https://smart.example.kr/goods/view?no=5512",
    title="천연 소가죽 카드지갑",
    price="27900",
    currency="KRW",
    image="wallet5512",
    brand="가죽마을",
    encoding="euc_kr",
    html=document(
        "<div class=top>30,000원 이상 무료배송</div><div class=goods_view><div class=img><img "
        "class=bigimg src=/data/wallet5512.jpg alt='천연 소가죽 카드지갑'></div><h2 "
        "class=goods_tit>천연 소가죽 카드지갑</h2><dl><dt>정가</dt><dd><del>39,000원</del></dd>"
        "<dt>판매가</dt><dd><strong>27,900원</strong></dd><dt>배송비</dt><dd>2,500원</dd><dt>브랜드"
        "</dt><dd>가죽마을</dd><dt>적립금</dt><dd>279원</dd></dl><button>장바구니</button><button>"
        "바로구매</button></div>" + neighbours("9,900원", heading="관련상품"),
        title="천연 소가죽 카드지갑 - 가죽마을",
        lang="ko",
        charset="euc-kr",
    ),
)

TURKEY = Storefront(
    name="Turkish market, TL after the number, seller label, coupon amounts",
    url="https://www.carsi.example.com.tr/bakir-cezve-p-40021",
    title="Dövme Bakır Cezve 4 Kişilik",
    price="549.90",
    currency="TRY",
    image="cezve",
    brand="Bakırcı",
    seller="Anadolu El İşi",
    html=document(
        "<div class=campaign>300 TL üzeri kargo bedava</div><div class=pr-in><h1 class=pr-new-br>"
        "<a href=/bakirci>Bakırcı</a> <span>Dövme Bakır Cezve 4 Kişilik</span></h1><img "
        "class=ph-gl-img src=/mnresize/cezve.jpg alt='Bakırcı Dövme Bakır Cezve'><div "
        "class=product-price-container><span class=prc-org>749,90 TL</span><span class=prc-dsc>"
        "549,90 TL</span></div><div>50 TL Kupon fırsatı</div><div class=seller>Satıcı: "
        "<a href=/m/9>"
        "Anadolu El İşi</a> 9.1</div><p>Marka: Bakırcı</p><button>Sepete Ekle</button></div>"
        + neighbours("129,90 TL", heading="Benzer Ürünler"),
        title="Bakırcı Dövme Bakır Cezve 4 Kişilik Fiyatı, Yorumları",
        lang="tr",
    ),
)

ARABIA = Storefront(
    name="Arabic shop, right to left, riyal after the number",
    url="https://www.souq-oud.example.sa/ar/products/mabkhara",
    title="مبخرة خشبية مزخرفة",
    price="145.00",
    currency="SAR",
    image="mabkhara",
    brand="دار العود",
    html=document(
        "<div class=promo>شحن مجاني للطلبات فوق 200 ر.س</div><div class=product-single><h1>مبخرة "
        "خشبية مزخرفة</h1><img class=main-image src=/media/mabkhara.jpg alt='مبخرة خشبية مزخرفة'>"
        "<div class=price><span class=before-price>180.00 ر.س</span> <span class=after-price>"
        "145.00 ر.س</span></div><p>العلامة التجارية: دار العود</p><button>أضف إلى السلة</button>"
        "</div>" + neighbours("60.00 ر.س", heading="منتجات مشابهة"),
        title="مبخرة خشبية مزخرفة | دار العود",
        lang="ar",
    ),
)

RUSSIA = Storefront(
    name="Russian market, thin spaces, card price beside, seller",
    url="https://market.example.ru/product/chaynik-emalirovannyy-3l-7788",
    title="Чайник эмалированный 3 л, синий",
    price="1890",
    currency="RUB",
    image="chaynik",
    brand="Уют",
    seller="ООО Посуда",
    html=document(
        "<div class=promo>Доставка бесплатно при заказе от 1 000 ₽</div><h1 class=a1x>Чайник "
        "эмалированный 3 л, синий</h1><div class=pdp-gallery><img src=/wc1000/chaynik.jpg "
        "alt='Чайник эмалированный 3 л, синий'></div><div class=pdp-price><span>1\u2009890\u2009₽"
        "</span> <span style='text-decoration:line-through'>2\u2009490\u2009₽</span></div><p>158 ₽ "
        "× 12 мес. в рассрочку</p><button>В корзину</button><p>Продавец: <a href=/seller/1>ООО "
        "Посуда</a></p><dl><dt>Бренд</dt><dd>Уют</dd></dl>"
        + neighbours("790 ₽", heading="Похожие товары", slug="/product/"),
        title="Чайник эмалированный 3 л, синий - купить по низкой цене",
        lang="ru",
    ),
)

MISDECLARED = Storefront(
    name="UTF-8 bytes declared as Latin-1",
    url="https://www.fjordstrikk.example.no/produkt/ullgenser-blå",
    title="Ullgenser Blåfjell",
    price="1249",
    currency="NOK",
    image="genser",
    brand="Fjordstrikk",
    headers=(("Content-Type", "text/html; charset=ISO-8859-1"),),
    html=document(
        "<h1>Ullgenser Blåfjell</h1><img class=hovedbilde src=/b/genser.jpg alt='Ullgenser "
        "Blåfjell' width=500><p class=pris>kr 1 249,-</p><p class=forpris>Før kr 1 599,-</p><p>"
        "Merke: Fjordstrikk</p><button>Legg i handlekurv</button>"
        + neighbours("kr 399,-", heading="Andre kjøpte også"),
        title="Ullgenser Blåfjell - Fjordstrikk",
        lang="nb",
        charset="iso-8859-1",
    ),
)

POLAND = Storefront(
    name="Polish market, lowest price of 30 days, szt., seller",
    url="https://sklep.example.pl/oferta/lampka-biurkowa-13579",
    title="Lampka biurkowa drewniana LED",
    price="119.99",
    currency="PLN",
    image="lampka",
    brand="Drewno i Światło",
    seller="Lampex",
    html=document(
        "<p>Darmowa dostawa od 45,00 zł</p><h1>Lampka biurkowa drewniana LED</h1><img "
        "class=zdjecie src=/foto/lampka.jpg alt='Lampka biurkowa drewniana LED'><div "
        "class=cena><b>119,99 zł</b></div><p>Najniższa cena z 30 dni przed obniżką: 99,99 zł</p>"
        "<p>Cena regularna: 159,99 zł</p><p>raty 12 x 10,00 zł</p><p>Marka: <a href=/m>Drewno i "
        "Światło</a></p><p>Sprzedawca: <a href=/s>Lampex</a></p><button>Dodaj do koszyka</button>"
        + neighbours("49,00 zł", heading="Podobne oferty"),
        title="Lampka biurkowa drewniana LED - Sklep",
        lang="pl",
    ),
)

TONGUES = (
    YOUZAN,
    T1688,
    CN_MALL,
    JAPAN,
    JAPAN_SJIS,
    KOREA,
    TURKEY,
    ARABIA,
    RUSSIA,
    MISDECLARED,
    POLAND,
)
