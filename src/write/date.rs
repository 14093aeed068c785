//! Dates as official documents write them.

/// Year, month and day of `2021年1月29日`; nothing where it is no date.
pub(super) fn parts(text: &str) -> Option<(u16, u8, u8)> {
    let (year, rest) = text.trim().split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let (day, rest) = rest.split_once('日')?;
    let date: (u16, u8, u8) =
        (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let days = match date.1 {
        2 if is_leap(date.0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    let real = (1000..=9999).contains(&date.0) && (1..=days).contains(&date.2);
    (real && rest.is_empty()).then_some(date)
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_dates() {
        assert_eq!(parts("2021年1月29日"), Some((2021, 1, 29)));
        assert_eq!(parts("2020年2月29日"), Some((2020, 2, 29)));
        for no in ["2021年2月29日", "2021年13月1日", "2021年1月", "二〇二一年1月2日", ""]
        {
            assert_eq!(parts(no), None, "{no}");
        }
    }
}
