"""What names of other languages look like: letters, family names, and how Japanese ones are written there."""

CAPITAL = r"[A-ZÀ-ỸĐ][A-Za-zÀ-ỹđ'’-]{1,15}"
"""One name in Latin letters."""
LATIN = r"(?P<v>" + CAPITAL + r"(?:[ ]" + CAPITAL + r"){0,3})"
HAN = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖韦贾夏付邹熊孟秦邱侯江尹薛闫段雷龙黎史陶贺郝顾龚邵覃钱戴严莫孔張劉陳楊黃趙吳孫馬鄭謝許鄧馮蕭蘇呂盧鍾譚陸葉"
)
"""Chinese family names of one letter, in both ways of writing, that are hardly an everyday word."""
HAN_EVERYDAY = "常白余石高向万方武金毛"
"""Such family names that are everyday words as well."""
HAN_JAPANESE = (
    "佐藤|铃木|鈴木|高桥|田中|伊藤|渡边|山本|中村|小林|加藤|吉田|山田|佐佐木|山口|松本|井上|木村"
)
HANGUL = (
    "김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허남심노하곽성차주우구민유"
    "나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국"
)
"""Korean family names of one letter."""
