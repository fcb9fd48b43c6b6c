#include "ui/widgets/destinationrows.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/setupparts.h"
#include "ui/widgets/textbutton.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

constexpr int edge = 16;
constexpr int iconSide = 16;
constexpr int gap = 12;

Chip chipFor(const models::DestinationRow& row)
{
    if (row.isPausedByHand())
        return {Tone::Neutral, Icon::Pause, DestinationRows::tr("Paused")};
    if (row.isPausedInPart())
        return {Tone::Warn, Icon::Alert, DestinationRows::tr("Partly stopped")};
    if (row.pause)
        return {Tone::Fail, Icon::Alert, DestinationRows::tr("Stopped")};
    if (row.confirmed)
        return {Tone::Warn, Icon::Send, DestinationRows::tr("Live")};
    return {Tone::Warn, Icon::Pause, DestinationRows::tr("Held")};
}

QString countsOf(const models::DestinationRow& row)
{
    const QLocale locale;
    QStringList parts;
    const auto add = [&](qint64 count, const QString& text) {
        if (count > 0)
            parts.append(text.arg(locale.toString(count)));
    };
    add(row.held, DestinationRows::tr("%1 held"));
    add(row.waiting, DestinationRows::tr("%1 waiting"));
    add(row.retrying, DestinationRows::tr("%1 retrying"));
    add(row.dead, DestinationRows::tr("%1 failed"));
    return parts.isEmpty() ? DestinationRows::tr("nothing waits") : parts.join(QStringLiteral(" \u00b7 "));
}

} // namespace

class DestinationRows::Row final : public QWidget
{
public:
    Row(const Theme& theme, DestinationRows& owner)
        : m_theme(theme)
        , m_title(new TextButton(theme, {}))
        , m_chip(new ChipLabel(theme))
        , m_counts(new Label(theme, {}, TextRole::Body, Token::Text2))
        , m_pause(new Button(theme, DestinationRows::tr("Pause")))
    {
        m_pause->setButtonSize(ButtonSize::Small);
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(marginsFromStart(edge + iconSide + 8, 0, edge, 1));
        layout->setSpacing(gap);
        layout->addWidget(m_title);
        layout->addWidget(m_chip);
        layout->addStretch(1);
        layout->addWidget(m_counts);
        layout->addWidget(m_pause);
        QObject::connect(m_title, &QAbstractButton::clicked, &owner,
                         [this, &owner] { Q_EMIT owner.filterWanted(m_row.environment, m_row.kind); });
        QObject::connect(m_pause, &QAbstractButton::clicked, &owner, [this, &owner] {
            Q_EMIT owner.pauseWanted(m_row.environment, m_row.kind, !m_row.isPausedByHand());
        });
        grow();
        QObject::connect(&theme, &Theme::changed, this, [this] { grow(); });
    }

    void setRow(const models::DestinationRow& row)
    {
        m_row = row;
        const QString name = row.environment + u'_' + toString(row.kind);
        m_title->setText(row.title);
        m_title->setObjectName(QStringLiteral("destination_") + name);
        m_title->setAccessibleName(DestinationRows::tr("Show the deliveries of %1").arg(row.title));
        m_title->setToolTip(DestinationRows::tr("Show only these deliveries"));
        m_chip->setChip(chipFor(row));
        m_chip->setToolTip(row.pause ? models::pauseText(row.pause->reason) : QString());
        m_counts->setText(countsOf(row));
        const bool resume = row.isPausedByHand();
        m_pause->setText(resume ? DestinationRows::tr("Resume") : DestinationRows::tr("Pause"));
        m_pause->setAccessibleName(resume ? DestinationRows::tr("Resume %1").arg(row.title)
                                          : DestinationRows::tr("Pause %1").arg(row.title));
        m_pause->setObjectName((resume ? QStringLiteral("resume_") : QStringLiteral("pause_")) + name);
        setAccessibleName(
            QStringList{row.title, row.address, m_chip->chip().text, m_counts->text()}.join(QStringLiteral(", ")));
        setToolTip(row.address);
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintFromStart(painter, rect());
        painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Token::Grid));
        m_theme.paintIcon(painter, QRect(edge, (height() - iconSide) / 2, iconSide, iconSide),
                          m_row.kind == delivery::TargetKind::Knock ? Icon::Send : Icon::Globe, Token::Text2);
        // The address in what is left between the chip and the counts.
        const int left = placeFromStart(*m_chip).right() + gap;
        const int room = placeFromStart(*m_counts).x() - gap - left;
        if (room > minimumAddress)
            paintLine(painter, m_theme, {left, 0, room, height()}, m_row.address, TextRole::Mono, Token::Text3);
    }

private:
    static constexpr int minimumAddress = 80;

    void grow() { setFixedHeight(m_theme.height(Height::Banner)); }

    const Theme& m_theme;
    models::DestinationRow m_row;
    TextButton* m_title;
    ChipLabel* m_chip;
    Label* m_counts;
    Button* m_pause;
};

DestinationRows::DestinationRows(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("destinationRows"));
    setAccessibleName(tr("Destinations"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
}

void DestinationRows::setRows(const std::vector<models::DestinationRow>& rows)
{
    // Lines stay the widgets they are: the keyboard's focus stays with them.
    while (m_rows.size() > rows.size()) {
        delete m_rows.back();
        m_rows.pop_back();
    }
    while (m_rows.size() < rows.size()) {
        auto* row = new Row(m_theme, *this);
        m_layout->addWidget(row);
        m_rows.push_back(row);
    }
    for (size_t i = 0; i < rows.size(); ++i)
        m_rows[i]->setRow(rows[i]);
}

} // namespace hw::widgets
