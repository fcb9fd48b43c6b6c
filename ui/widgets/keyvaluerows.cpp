#include "ui/widgets/keyvaluerows.h"

#include <QGridLayout>

namespace hw::widgets {

KeyValueRows::KeyValueRows(const Theme& theme, int keyWidth, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_keyWidth(keyWidth)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->setColumnStretch(1, 1);
    connect(&theme, &Theme::changed, this, [this] { setRows(std::exchange(m_rows, {})); });
}

void KeyValueRows::setRows(const std::vector<KeyValue>& rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const KeyValue& fact : m_rows) {
        auto* key = new Label(m_theme, fact.key, TextRole::Body, Token::Text3);
        auto* value = new Label(m_theme, fact.value, fact.role);
        key->setFixedWidth(m_keyWidth);
        key->setBuddy(value);
        value->setSelectable();
        value->setWordWrap(true);
        value->setMinimumWidth(1);
        value->setAccessibleName(fact.key);
        m_layout->addWidget(key, row, 0, Qt::AlignVCenter);
        m_layout->addWidget(value, row, 1, Qt::AlignVCenter);
        m_layout->setRowMinimumHeight(row, m_theme.height(Height::DetailRow));
        ++row;
    }
}

} // namespace hw::widgets
