// The usual emoji by Slack's short names; a name that is not here is shown as it was written.

const TABLE = `
wave 👋|smile 😄|slightly_smiling_face 🙂|blush 😊|relieved 😌|sunglasses 😎|thinking_face 🤔|sleeping 😴|yawning_face 🥱|joy 😂
heart ❤️|green_heart 💚|sparkling_heart 💖|sparkles ✨|star ⭐|star2 🌟|fire 🔥|tada 🎉|clap 👏|raised_hands 🙌|pray 🙏|ok_hand 👌
thumbsup 👍|+1 👍|thumbsdown 👎|-1 👎|muscle 💪|point_right 👉|point_left 👈|point_up ☝️|point_down 👇|raised_hand ✋|eyes 👀
person_in_lotus_position 🧘|woman_in_lotus_position 🧘‍♀️|man_in_lotus_position 🧘‍♂️|walking 🚶|person_doing_cartwheel 🤸|cartwheel 🤸
runner 🏃|weight_lifter 🏋️|bed 🛏️|chair 🪑|couch_and_lamp 🛋️|house 🏠|door 🚪|office 🏢|desktop_computer 🖥️|computer 💻|keyboard ⌨️
cat 🐱|cat2 🐈|cow 🐮|dog 🐶|turtle 🐢|snake 🐍|butterfly 🦋|bird 🐦|foot 🦶|leg 🦵|ear 👂|bone 🦴|brain 🧠|lungs 🫁
seedling 🌱|herb 🌿|leaves 🍃|four_leaf_clover 🍀|cactus 🌵|evergreen_tree 🌲|deciduous_tree 🌳|sunflower 🌻|blossom 🌼|ocean 🌊
sunny ☀️|sunrise 🌅|sun_with_face 🌞|partly_sunny ⛅|cloud ☁️|crescent_moon 🌙|zzz 💤|rainbow 🌈|dash 💨|droplet 💧|coffee ☕|tea 🍵
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|warning ⚠️|no_entry ⛔|no_entry_sign 🚫|octagonal_sign 🛑
information_source ℹ️|question ❓|exclamation ❗|bulb 💡|mag 🔍|lock 🔒|unlock 🔓|key 🔑|gear ⚙️|wrench 🔧|wastebasket 🗑️|link 🔗
bell 🔔|no_bell 🔕|speech_balloon 💬|loudspeaker 📢|mega 📣|pushpin 📌|memo 📝|pencil2 ✏️|books 📚|book 📖|bar_chart 📊|clipboard 📋
clock1 🕐|clock2 🕑|clock3 🕒|clock4 🕓|clock5 🕔|clock6 🕕|clock7 🕖|clock8 🕗|clock9 🕘|clock10 🕙|clock11 🕚|clock12 🕛|alarm_clock ⏰
stopwatch ⏱️|timer_clock ⏲️|hourglass ⌛|hourglass_flowing_sand ⏳|calendar 📅|date 📅|spiral_calendar_pad 🗓️|repeat 🔁|arrows_counterclockwise 🔄
arrow_forward ▶️|arrow_backward ◀️|pause_button ⏸️|double_vertical_bar ⏸️|black_square_for_stop ⏹️|fast_forward ⏩|rewind ⏪
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|leftwards_arrow_with_hook ↩️|left_right_arrow ↔️|arrow_up_down ↕️
large_green_circle 🟢|large_yellow_circle 🟡|red_circle 🔴|white_circle ⚪|black_circle ⚫|small_blue_diamond 🔹|trophy 🏆|medal 🏅|dart 🎯
one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|keycap_ten 🔟|palm_tree 🌴|robot_face 🤖|hugging_face 🤗
`;

const BY_NAME = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry) => entry.trim().split(" ")),
);

/** The emoji of a short name (skin tones are let go), or `null`. */
export const emoji = (name) => BY_NAME.get(name.replace(/::skin-tone-\d$/, "")) ?? null;
