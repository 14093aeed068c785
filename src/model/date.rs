//! Dates as official documents write them: year, month and day in digits, in full and
//! without a zero before (GB/T 9704 7.3.5.4). A corpus may write 2021-01-29 as well.

/// Year, month and day of `2021年1月29日` or `2021-01-29`; nothing where it is no date.
pub fn day(text: &str) -> Option<(u16, u8, u8)> {
    let text = text.trim();
    let (year, rest) = text.split_once('年').or_else(|| text.split_once('-'))?;
    let (month, date) = if text.contains('年') {
        rest.strip_suffix('日')?.split_once('月')?
    } else {
        rest.split_once('-')?
    };
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if ![year, month, date].into_iter().all(digits) {
        return None;
    }
    let date: (u16, u8, u8) =
        (year.parse().ok()?, month.parse().ok()?, date.parse().ok()?);
    let days = match date.1 {
        2 if is_leap(date.0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    ((1000..=9999).contains(&date.0) && (1..=days).contains(&date.2)).then_some(date)
}

/// A date in the official spelling; what is none stays as it is.
pub fn official(text: &str) -> String {
    match day(text) {
        Some((year, month, day)) => format!("{year}年{month}月{day}日"),
        None => text.to_owned(),
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_dates() {
        assert_eq!(day("2021年1月29日"), Some((2021, 1, 29)));
        assert_eq!(day("2020年2月29日"), Some((2020, 2, 29)));
        assert_eq!(day("2021-01-29"), Some((2021, 1, 29)));
        for no in [
            "2021年2月29日", "2021年13月1日", "2021年1月", "二〇二一年1月2日",
            "2021年1-29", "2021-01", "2021-+1-29", "",
        ] {
            assert_eq!(day(no), None, "{no}");
        }
    }

    #[test]
    fn dates_are_printed_as_the_standard_has_them() {
        for text in ["2021-01-29", "2021年01月29日", "2021年1月29日"] {
            assert_eq!(official(text), "2021年1月29日");
        }
        assert_eq!(official("2021年初"), "2021年初");
    }
}
