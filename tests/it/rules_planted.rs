//! Defects planted into good text are found once, at their line and column; good text that
//! looks like a defect is left alone.

use std::fmt::Write as _;

use serde_json::Value;

use crate::common::Sandbox;

/// Rule, and a sentence in which ‸ stands before each place where it is found.
const PLANTED: &[(&str, &str)] = &[
    ("half-width", "要加强监管‸,落实责任。"),
    ("half-width", "要加强监管‸, 落实责任。"),
    ("half-width", "要加强监管‸;落实责任。"),
    ("half-width", "责任单位‸:公安部门。"),
    ("half-width", "责任落实了没有‸?"),
    ("half-width", "坚决落实责任‸!"),
    ("half-width", "接入率达到100%‸,并逐年提高。"),
    ("half-width", "推广办公系统（OA‸)的经验。"),
    ("half-width", "推广办公系统‸(含移动端）的经验。"),
    ("half-width", "落实《安全生产法》‸,压实责任。"),
    ("stop", "要加强监管‸.要落实责任。"),
    ("stop", "要加强监管‸．要落实责任。"),
    ("stop", "要用好“回头看”‸.要落实责任。"),
    ("stop", "接入率达到100%‸.要逐年提高。"),
    ("stop", "要加强监管‸.2021年底前要落实责任‸｡3家企业要整改。"),
    ("page-furniture", "加强监‸Page 3 of 9管，压实基‸（续表）层责任。"),
    ("space", "他说：“要严查。‸ ”"),
    ("markup", "‸● 1.5万吨以上的企业要整改。"),
    ("quote-form", "开展‸\"回头看‸\"工作。"),
    ("quote-form", "开展“回头看‸\"工作。"),
    ("quote-form", "开展‸「回头看‸」。"),
    ("book-mark", "落实‸<安全生产法>的规定。"),
    ("book-mark", "落实‸<刑法>和《河南省〈土地管理法〉实施办法》。"),
    ("quote-form", "‸\"回头看‸\"和“管住‘三违’的办法”。"),
    ("book-mark", "落实‸<安全生产法》的规定。"),
    ("book-mark", "落实‸〈安全生产法〉的规定。"),
    ("enumeration-comma", "落实《刑法》‸、《民法典》的规定。"),
    ("enumeration-comma", "用好“一票否决”‸、“回头看”。"),
    ("enumeration-comma", "公安、应急‸、等部门。"),
    ("ellipsis", "加强监管‸...落实责任。"),
    ("ellipsis", "加强监管‸…落实责任。"),
    ("ellipsis", "加强监管‸。。。落实责任。"),
    ("ellipsis", "公安、应急‸……等部门。"),
    ("dash", "一个关键‸--责任落实。"),
    ("dash", "一个关键‸―落实。"),
    ("dash", "一个关键‸───责任落实。"),
    ("dash", "一个关键‸———责任落实。"),
    ("range", "2015‸-2019年的事故。"),
    ("range", "抽查3‸-5家企业。"),
    ("range", "抽查10%‸~20%的企业。"),
    ("range", "上海‸-南京段的客运。"),
    ("range", "抽查10‸～20%的企业。"),
    ("range", "抽查10‸~20%的企业。"),
    ("range", "投入1.5‸—2亿元。"),
    ("interpunct", "学习卡尔‸•马克思的著作。"),
    ("interpunct", "“6‸.13”爆炸事故。"),
    ("interpunct", "开展“3‸.15”和“11‸．29”宣传日活动。"),
    ("half-width", "一是加强监管‸;二是落实责任；三是开展整治。"),
    ("stop", "1.加强监管‸.2.落实责任‸．3.开展整治。"),
    ("ordinal-mark", "要求如下。1‸、加强监管。"),
    ("ordinal-mark", "（一）‸、加强监管。"),
    ("ordinal-mark", "要求如下。‸1）“回头看”要抓实。‸2）《安全生产法》要落实。"),
    ("ordinal-order", "一是加强监管；‸三是落实责任。"),
    ("ordinal-order", "第一，加强监管；第二，落实责任；‸第二，开展整治。"),
    ("doubled-mark", "加强监管‸，，落实责任。"),
    ("doubled-mark", "加强监管‸、，落实责任。"),
    ("doubled-mark", "加强监管，落实责任‸。。"),
    ("unpaired-mark", "用好‸“回头看的办法。"),
    ("unpaired-mark", "用好回头看‸”的办法。"),
    ("unpaired-mark", "用好‸”回头看”的办法。"),
    ("unpaired-mark", "用好“回头看‸“的办法。"),
    ("unpaired-mark", "用好‸‘回头看’的办法。"),
    ("unpaired-mark", "落实‸《安全生产法的规定。"),
    ("unpaired-mark", "落实《关于‸《安全生产法》的通知》。"),
    ("unpaired-mark", "落实责任‸（含企业。"),
    ("unpaired-mark", "有关部门（以下称‸“地质部门）负责。"),
    ("unpaired-mark", "落实“安全（生产‸”法）的规定。"),
    ("space", "推进800‸ 公里线路。"),
    ("space", "推进‸ 800公里线路。"),
    ("space", "加强‸ 监管。"),
    ("space", "加强监管。‸ 落实责任。"),
    ("space", "加强‸\u{3000}监管。"),
    ("space", "加强‸\u{a0}监管。"),
    ("space", "符合GB/T‸\u{a0}9704的规定。"),
    ("space", "中共中央‸ 国务院高度重视。"),
    ("space", "公安‸ 部关于印发方案的通知。"),
    ("space", "由公安部‸ 交通运输部门负责。"),
    ("unpaired-mark", "落实《关于〈安全〉和‸《生产》的通知》。"),
    ("unpaired-mark", "他说：“所谓‘真‸‘抓’实干’要落实。”"),
    ("book-mark", "落实《关于〈印发‸〈三年计划〉的通知〉的通知》。"),
    ("book-mark", "落实《关于〈印发‸<三年计划>的通知〉的通知》。"),
    ("range", "评分为80‸~89分。"),
    ("half-width", "接入系统SIS‸(GDS‸)的企业。"),
    ("full-width", "接入率达到‸７５%。"),
    ("full-width", "接入率达到75‸％。"),
    ("full-width", "使用‸ＧＰＳ设备。"),
    ("date", "在‸2021.6.30前完成。"),
    ("date", "在‸2021-06-30前完成。"),
    ("date", "在2021年‸06月30日前完成。"),
    ("date", "在2021年6月30‸号前完成。"),
    ("date", "在2021年‸13月1日前完成。"),
    ("date", "在2021年6月‸32日前完成。"),
    ("date", "自‸二○二一年起施行。"),
    ("date", "在‸21年6月30日前完成。"),
    ("document-number", "按照安委办‸[2021]4号文件。"),
    ("document-number", "按照安委办‸（2021）4号文件。"),
    ("document-number", "按照安委办‸【2021】4号文件。"),
    ("document-number", "按照安委办〔2021〕‸第4号文件。"),
    ("document-number", "按照安委办〔2021〕‸04号文件。"),
    ("look-alike", "压实各‸⽅责任。"),
    ("look-alike", "自‸2O2l年起施行。"),
    ("look-alike", "‸\u{f9d1}安全生产。"),
    ("traditional", "加强安全‸監管。"),
    ("traditional", "保障安全生‸產，推广‸採矿技‸術。"),
    ("traditional", "‸國務院安委‸會办公室。"),
    ("lost-character", "加强安‸\u{fffd}监管。"),
    ("lost-character", "加强安‸\u{e5e5}监管。"),
    ("invisible-character", "加强‸\u{200b}监管。"),
    ("invisible-character", "加强‸\u{feff}监管。"),
    ("invisible-character", "加强‸\u{202e}监管。"),
    ("invisible-character", "加强‸\u{ad}监管。"),
    ("markup", "加强监管‸</p>，落实责任。"),
    ("markup", "加强‸&nbsp;监管。"),
    ("markup", "加强‸<span lang=EN-US>监管。"),
    ("markup", "‸&#12288;加强监管。"),
    ("markup", "按照‸[办法](https://www.mem.gov.cn/gk)执行。"),
    ("markup", "按照‸[办法](../bf/1.html)、‸[附件1](附件1.docx)执行。"),
    ("markup", "网址为‸<https://www.mem.gov.cn/gk>，‸![](img/1.png)见图。"),
    ("markup", "要‸__严格监管__，落实‸`安全`责任。"),
    ("markup", "‸- 加强监管。"),
    ("markup", "要求如下：‸* 加强监管；‸* ‸**落实‸**责任。"),
    ("markup", "‸• 加强监管。‸+ 落实责任。"),
    ("markup", "‸> 加强监管。‸## 落实责任。‸###落实责任。"),
    ("markup", "‸*甲项*，‸~~乙项‸~~。"),
    ("markup", "加强监管‸[^1]，第1‸\\.项。"),
    ("markup", "地区‸|建议。"),
    ("markup", "‸[b]加强监管‸[/b]。"),
    ("markup", "‸_重点领域_，要加强监管。"),
    ("markup", "要‸==严格监管==，按‸[[实施办法]]落实。"),
    ("markup", "‸'''甲‸'''乙，加强监管‸\\n落实责任，着力‸*解决突出问题*。"),
    ("markup", "‸◆加强监管。‸·落实责任。"),
    ("noise", "写好公‸(gong)文。"),
    ("noise", "写好公‸ㄍㄨㄥ文，加强‸@#￥%监管。"),
    ("lost-character", "加强道‸■运输监管，建立‸□制。"),
    ("range", "2015‸一2019年的事故。"),
    ("interpunct", "建立“11‸。24”工作模式。"),
    ("page-furniture", "加强监‸·3·管，落实责‸3 / 9任。"),
    ("quote-form", "开展‸'回头看‸'工作。"),
    ("quote-form", "开展‸``回头看‸''工作，做到“‸'我要安全‸'人人会讲”。"),
    ("noise", "写好公‸(wén)文。"),
    ("noise", "写好公‸wén文。"),
    ("noise", "加强‸锟斤拷监管。"),
    ("noise", "加强‸ä¸\u{ad}å›½监管。"),
    ("noise", "加强监管‸9 H0 v9 E& h+落实责任。"),
    ("noise", "加强‸🔥监管。"),
    ("page-furniture", "工业和信息化部继‸— 3 —续加强应用。"),
    ("page-furniture", "工业和信息化部继‸-3-续加强应用。"),
    ("page-furniture", "储存硫‸第3页 共9页磺的企业。"),
    ("page-furniture", "工业和信息化部继‸第3页 共9页续加强应用。"),
    ("quote-form", "‸\"120”急救车。"),
    ("half-width", "要求如下。（一）甲。（二‸)乙。（三）丙。"),
    ("unpaired-mark", "要求如下。（一）甲。‸（二乙。（三）丙。"),
    ("look-alike", "要求如下。（一）甲。（‸⼆）乙。（三）丙。"),
    ("look-alike", "自‸l5日起，罚款‸l000元。"),
    ("look-alike", "依照第一百‸O五条和第三‸○六号文件。"),
    ("date", "自‸二O二一年起施行。"),
    ("look-alike", "依照第三十‸－条和第‸—章的规定。"),
    ("look-alike", "要求如下：‸—是加强监管；二是落实责任。"),
    ("look-alike", "要求如下。（‸—）甲。（二）乙。"),
    ("final-stop", "加强监‸管"),
    ("final-stop", "加强监管‸，"),
];

const CLEAN: &[&str] = &[
    "检测H2O2、CO2和PM10，使用3D模型、5G网络和A2O工艺，长3l。",
    "增长1.5个百分点，达到75%，共1,000家。",
    "按照GB/T 9704、GB/T 15834—2011和AQ 3013-2008的规定。",
    "网址为https://www.mem.gov.cn/gk/?a=1,2;b=3，邮箱为a.b-c@mem.gov.cn。",
    "落实《中共中央 国务院关于推进安全生产领域改革发展的意见》，公安部 交通运输部 应急管理部联合印发通知。",
    "网址为https://www.mem.gov.cn/gk 的目录，噪声不超过85 dB(A)，使用Ca(OH)2和Fe(OH)3。",
    "转发《关于转发〈关于印发《三年行动计划》的通知〉的通知》，他说：“我听说过‘所谓“走过场”的事’。”",
    "升级“2.15”版和“1.20”号程序，圆周率“3.14159”，见表.2.5和图.3。",
    "夜间（22:00—6:00）禁行，比例（1:50）不变。",
    "每日8:30至17:30，比例为3:1，电话010-12345678。",
    "“6·13”事故、“互联网+安全生产”和“两客一危”。",
    "用好“回头看”“一票否决”等措施，落实《关于〈安全生产法〉的通知》《刑法》。",
    "2015—2019年，10%～20%，京津冀—长三角，3～5家，5000～1万元，10～20天。",
    "一个关键——责任落实；其他……",
    "一是加强监管；二是落实责任；三是开展整治。",
    "（一）加强监管。（二）落实责任。1.公安。2.应急。",
    "（一）加强监管。（一般情况下）落实责任。（二）开展整治。",
    "1-苯基-2-丙酮、3-氧-2-苯基丁腈。",
    "一个关键——是责任；京津冀—长三角；他——是队长。",
    "补偿（日工资×3）×全年应休天数-已休天数。",
    "第一百〇五条、一百零五条，某○某，甲○○乙，统一O型血、统一OA系统，I5处理器，L1级。",
    "按照安委办〔2021〕4号文件和（2021）京01民初4号判决。",
    "持有（冀）JZ安许证字〔2015〕000123号和陕危化经字[2019]0021号许可证。",
    "许可证编号为鄂YH安经（批）字〔2020〕0012号、京ICP证〔2018〕0042号。",
    "落实《国务院安委会办公室 应急管理部关于加强监管的通知》，按Q^(1/3)估算。",
    "平等互利、等价交换，四级、等外公路，三级、等电位联结，是□否□，合格□不合格□。",
    "参见［2016］、〔2016〕、【注】、[1]、[1][2]、[3]（第5页）和[1]（见附件）。",
    "见附件_江苏省危化品整治_终稿.docx和2020_江苏省方案_1.xlsx。",
    "第__标段，__年__月__日，宽*高，3*4，C#、C++，年限：>五年，a_b。",
    "推广OA系统、App、Wi-Fi和5G，降低PM2.5浓度，温度不超过-5℃。",
    "乾坤、瞭望、於姓、甯姓、昇、堃、喆、𠂤、𬭛都是规范字或姓名用字。",
    "浓度<0.5且压力>1的场所，面积100㎡，①至③项，℃、‰、×。",
    "要求如下：\n\n  “第一段。\n\n  “第二段。”",
    "☑合格，报告2021-06-30.docx，一、二级标准。三、四级标准。",
    "等级、等待、高度，评定甲、乙、等级三项。",
    "“要严查。”（责任单位：公安部门）",
    "他说：“要严查！”要严查？要严查。",
    "第十四条第（二）项、第（四）项，附件1.docx。",
    "二〇二〇年六月，2020年6月13日，6月1号线，3月2号井。",
    "30万吨/年，57座以上，800公里以上，三四十家，第12-3号。",
    "工业和信息化部继续表扬先进，见第3页。",
    "Work safety, in English, with its own marks (and these): yes!",
];

fn validate(body: &str) -> Vec<Value> {
    let sandbox = Sandbox::new();
    let record =
        format!("number: 1\nregion: 河南省\nbody: |\n  要开展整治。\n  {body}\n");
    sandbox.write("jianyi.yaml", "").write("recommendations/001.yaml", record);
    let ran = sandbox.run("validate --format json");
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    report["findings"].as_array().unwrap().clone()
}

#[test]
fn each_planted_defect_is_found_once_at_its_place() {
    let mut wrong = String::new();
    for (rule, planted) in PLANTED {
        let body = planted.replace('‸', "");
        let pieces: Vec<usize> = planted.split('‸').map(|p| p.chars().count()).collect();
        let mut column = 3;
        let expected: Vec<_> = pieces[..pieces.len() - 1]
            .iter()
            .map(|length| {
                column += length;
                (*rule, 5, column as u64)
            })
            .collect();
        let found = validate(&body);
        let number = |f: &Value, name: &str| f[name].as_u64().unwrap();
        let places: Vec<_> = found
            .iter()
            .map(|f| {
                (f["rule"].as_str().unwrap(), number(f, "line"), number(f, "column"))
            })
            .collect();
        if places != expected {
            writeln!(wrong, "{planted}\n    {expected:?}\n    {places:?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn good_text_is_left_alone() {
    let mut wrong = String::new();
    for body in CLEAN {
        for f in validate(body) {
            let (line, column) = (&f["line"], &f["column"]);
            writeln!(wrong, "{body}\n    {line}:{column} {}", f["message"]).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn hostile_text_takes_linear_time() {
    const TIMES: usize = 10_000;
    for hostile in ["（‘’", "”（", "<《", "《》、", "国[2021]"] {
        // Quadratic, they take minutes.
        validate(&hostile.repeat(TIMES));
    }
}
