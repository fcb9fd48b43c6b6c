#pragma once

#include "ui/widgets/label.h"

#include <QWidget>

#include <vector>

class QGridLayout;

namespace hw::widgets {

struct KeyValue
{
    QString key;
    QString value;
    TextRole role = TextRole::Body; ///< TextRole::Mono for ids, types and paths

    friend bool operator==(const KeyValue&, const KeyValue&) = default;
};

/// Facts below each other, 24 px each: the key in secondary text, the value selectable and wrapped; what cannot be
/// wrapped (an id) is shortened in its middle where the room ends, and copied whole.
class KeyValueRows final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyValueRows)

public:
    /// `keyWidth` is the width of the keys' column in px.
    KeyValueRows(const Theme& theme, int keyWidth = 112, QWidget* parent = nullptr);

    void setRows(const std::vector<KeyValue>& rows);

private:
    const Theme& m_theme;
    int m_keyWidth;
    QGridLayout* m_layout;
    std::vector<KeyValue> m_rows;
};

} // namespace hw::widgets
