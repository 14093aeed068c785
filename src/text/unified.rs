//! Radicals and compatibility ideographs, and the characters they look like.
//!
//! PDF files name their glyphs by such code points: ⽅ (a radical) where 方 is meant, which
//! no search finds. The pairs are EquivalentUnifiedIdeograph.txt and the canonical
//! decompositions of the CJK compatibility blocks, both of the Unicode Character Database
//! (14.0; they are stable). NFKC would do more than that: it makes ， a comma and ① a 1.

use std::borrow::Cow;

use memchr::memchr_iter;

/// The ideograph that `c` stands for, if `c` is a radical or a compatibility ideograph.
pub fn unified(c: char) -> Option<char> {
    let block = matches!(c,
        '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}');
    if !block {
        return None;
    }
    let run = RUNS.partition_point(|&(first, _)| first <= c).checked_sub(1)?;
    let &(first, targets) = RUNS.get(run)?;
    let offset = u32::from(c) - u32::from(first);
    let mut targets = targets.chars().filter(|&target| target != '\n');
    targets.nth(offset as usize).filter(|&target| target != NONE)
}

/// `text` as [`without_radicals`] gives it where radicals stand in it, which most texts have none
/// of, or compatibility ideographs near its beginning: those begin with a byte that many others
/// do.
pub fn plain(text: &str) -> Cow<'_, str> {
    const NEAR: usize = 1 << 12;
    let second = |at: usize| text.as_bytes().get(at + 1);
    let radical = |at| matches!(second(at), Some(0xBA..=0xBF));
    let near = text.as_bytes().get(..NEAR).unwrap_or(text.as_bytes());
    let compatible = |at| matches!(second(at), Some(0xA4..=0xAB));
    let some = memchr_iter(0xE2, text.as_bytes()).any(radical)
        || memchr_iter(0xEF, near).any(compatible);
    let plain = some.then(|| without_radicals(text)).flatten();
    plain.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// `text` with the ideographs that its radicals stand for, where it has some: of as many bytes.
pub fn without_radicals(text: &str) -> Option<String> {
    let plain = |c: char| unified(c).filter(|own| own.len_utf8() == c.len_utf8());
    let some = text.chars().any(|c| plain(c).is_some());
    some.then(|| text.chars().map(|c| plain(c).unwrap_or(c)).collect())
}

/// Stands where a code point of a run has no ideograph.
const NONE: char = '\u{3000}';

/// Runs of code points: the first one, and what it and the following ones stand for.
#[rustfmt::skip]
const RUNS: &[(char, &str)] = &[
    ('\u{2E81}', "
厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵　旡日月歺母民氵氺灬爫爫丬牛犭
王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅
長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟
"),
    ('\u{2F00}', "
一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀
寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋
比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸
缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛
辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻
黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠
"),
    ('\u{F900}', "
豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟
廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累
縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮
兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈
裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉
杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘
藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀　　塚　晴　　凞猪益
礼神祥福靖精羽　蘒　諸　　逸都　　　飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎
懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸
難響頻恵𤋮舘　　並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒
敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆
視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎
"),
    ('\u{2F800}', "
丽丸乁𠄢你侮侻倂偺備僧像㒞𠘺免兔兤具𠔜㒹內再𠕋冗冤仌冬况𩇟凵刃㓟刻剆割剷㔕勇勉勤
勺包匆北卉卑博即卽卿卿卿𠨬灰及叟𠭣叫叱吆咞吸呈周咢哶唐啓啣善善喙喫喳嗂圖嘆圗噑噴
切壮城埴堍型堲報墬𡓤売壷夆多夢奢𡚨𡛪姬娛娧姘婦㛮㛼嬈嬾嬾𡧈寃寘寧寳𡬘寿将当尢㞁屠
屮峀岍𡷤嵃𡷦嵮嵫嵼巡巢㠯巽帨帽幩㡢𢆃㡼庰庳庶廊𪎒廾𢌱𢌱舁弢弢㣇𣊸𦇚形彫㣣徚忍志忹
悁㤺㤜悔𢛔惇慈慌慎慌慺憎憲憤憯懞懲懶成戛扝抱拔捐𢬌挽拼捨掃揤𢯱搢揅掩㨮摩摾撝摷㩬
敏敬𣀊旣書晉㬙暑㬈㫤冒冕最暜肭䏙朗望朡杞杓𣏃㭉柺枅桒梅𣑭梎栟椔㮝楂榣槪檨𣚣櫛㰘次
𣢧歔㱎歲殟殺殻𣪍𡴋𣫺汎𣲼沿泍汧洖派海流浩浸涅𣴞洴港湮㴳滋滇𣻑淹潮𣽞𣾎濆瀹瀞瀛㶖灊
災灷炭𠔥煅𤉣熜𤎫爨爵牐𤘈犀犕𤜵𤠔獺王㺬玥㺸㺸瑇瑜瑱璅瓊㼛甤𤰶甾𤲒異𢆟瘐𤾡𤾸𥁄㿼䀈
直𥃳𥃲𥄙𥄳眞真真睊䀹瞋䁆䂖𥐝硎碌磌䃣𥘦祖𥚚𥛅福秫䄯穀穊穏𥥼𥪧𥪧竮䈂𥮫篆築䈧𥲀糒䊠
糨糣紀𥾆絣䌁緇縂繅䌴𦈨𦉇䍙𦋙罺𦌾羕翺者𦓚𦔣聠𦖨聰𣍟䏕育脃䐋脾媵𦞧𦞵𣎓𣎜舁舄辞䑫芑
芋芝劳花芳芽苦𦬼若茝荣莭茣莽菧著荓菊菌菜𦰶𦵫𦳕䔫蓱蓳蔖𧏊蕤𦼬䕝䕡𦾱𧃒䕫虐虜虧虩蚩
蚈蜎蛢蝹蜨蝫螆䗗蟡蠁䗹衠衣𧙧裗裞䘵裺㒻𧢮𧥦䚾䛇誠諭變豕𧲨貫賁贛起𧼯𠠄跋趼跰𠣞軔輸
𨗒𨗭邔郱鄑𨜮鄛鈸鋗鋘鉼鏹鐕𨯺開䦕閷𨵷䧦雃嶲霣𩅅𩈚䩮䩶韠𩐊䪲𩒖頋頋頩𩖶飢䬳餩馧駂駾
䯎𩬰鬒鱀鳽䳎䳭鵧𪃎䳸𪄅𪈎𪊑麻䵖黹黾鼅鼏鼖鼻𪘀
"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_are_told_from_real_ideographs() {
        for (look_alike, real) in [
            ('\u{2F45}', '方'),
            ('\u{2FD5}', '龠'),
            ('\u{2EA0}', '民'),
            ('\u{F900}', '豈'),
            ('\u{2FA1D}', '𪘀'),
        ] {
            assert_eq!(unified(look_alike), Some(real));
        }
        for real in ['方', '\u{FA0E}', '\u{FA29}', '、', '①', 'a', '\u{10FFFF}'] {
            assert_eq!(unified(real), None, "{real}");
        }
    }

    #[test]
    fn nothing_stands_for_another_look_alike() {
        let targets = RUNS.iter().flat_map(|(_, targets)| targets.chars());
        for target in targets.filter(|c| !c.is_whitespace()) {
            assert_eq!(unified(target), None, "{target}");
        }
    }
}
