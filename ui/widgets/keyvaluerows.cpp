#include "ui/widgets/keyvaluerows.h"

#include <QAction>
#include <QClipboard>
#include <QCoreApplication>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QResizeEvent>

namespace hw::widgets {

namespace {

/// An id or a path in one line: it has no place to be wrapped at. What is shown is shortened, what is copied is not.
class OneLine final : public Label
{
public:
    OneLine(const Theme& theme, QString whole)
        : Label(theme, whole, TextRole::Mono)
        , m_whole(std::move(whole))
    {
        setSelectable();
        setMinimumWidth(1);
        setAccessibleDescription(m_whole);
        setContextMenuPolicy(Qt::ActionsContextMenu);
        auto* copy = new QAction(QCoreApplication::translate("hw::widgets::KeyValueRows", "Copy"), this);
        copy->setShortcut(QKeySequence::Copy);
        copy->setShortcutContext(Qt::WidgetShortcut);
        addAction(copy);
        connect(copy, &QAction::triggered, this, [this] {
            const bool isPart = hasSelectedText() && selectedText() != text();
            QGuiApplication::clipboard()->setText(isPart ? selectedText() : m_whole);
        });
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(m_whole), Label::sizeHint().height()};
    }

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->matches(QKeySequence::Copy))
            actions().first()->trigger();
        else
            Label::keyPressEvent(event);
    }

    void resizeEvent(QResizeEvent* event) override
    {
        Label::resizeEvent(event);
        const QString shown = fontMetrics().elidedText(m_whole, Qt::ElideMiddle, width());
        if (shown != text())
            setText(shown);
        setToolTip(shown == m_whole ? QString() : m_whole);
    }

private:
    QString m_whole;
};

} // namespace

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
        const bool isOneWord = fact.role == TextRole::Mono && !fact.value.contains(u' ');
        auto* value = isOneWord ? new OneLine(m_theme, fact.value) : new Label(m_theme, fact.value, fact.role);
        key->setFixedWidth(m_keyWidth);
        key->setBuddy(value);
        if (!isOneWord) {
            value->setSelectable();
            value->setWordWrap(true);
            value->setMinimumWidth(1);
        }
        value->setAccessibleName(fact.key);
        m_layout->addWidget(key, row, 0, Qt::AlignVCenter);
        m_layout->addWidget(value, row, 1, isOneWord ? Qt::Alignment() : Qt::AlignVCenter);
        m_layout->setRowMinimumHeight(row, m_theme.height(Height::DetailRow));
        ++row;
    }
}

} // namespace hw::widgets
