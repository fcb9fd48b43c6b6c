#include "ui/widgets/environmentcombo.h"

#include <QCoreApplication>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyle>

namespace hw::widgets {

namespace {

constexpr int iconSide = 16;
constexpr int gap = 6;
constexpr int arrowGap = 5;
constexpr int iconBefore = 4;

Icon iconOf(workspace::DestinationKind kind)
{
    switch (kind) {
    case workspace::DestinationKind::Directory: return Icon::Database;
    case workspace::DestinationKind::Knock: return Icon::Bell;
    case workspace::DestinationKind::Http: break;
    }
    return Icon::Up;
}

const models::EnvironmentEntry* entryAt(const models::WorkspacePresenter& presenter, int index)
{
    const auto& all = presenter.environments();
    return index >= 0 && index < static_cast<int>(all.size()) ? &all[static_cast<std::size_t>(index)] : nullptr;
}

} // namespace

QString destinationName(workspace::DestinationKind kind)
{
    switch (kind) {
    case workspace::DestinationKind::Directory: return QCoreApplication::translate("Destination", "Directory");
    case workspace::DestinationKind::Knock: return QCoreApplication::translate("Destination", "Knock API");
    case workspace::DestinationKind::Http: break;
    }
    return QCoreApplication::translate("Destination", "HTTP endpoint");
}

EnvironmentCombo::EnvironmentCombo(const Theme& theme, models::WorkspacePresenter& presenter, QWidget* parent)
    : ComboBox(theme, parent)
    , m_presenter(presenter)
{
    setObjectName(QStringLiteral("environment"));
    setAccessibleName(tr("Environment"));
    connect(&presenter, &models::WorkspacePresenter::environmentsChanged, this, &EnvironmentCombo::refill);
    connect(this, &QComboBox::activated, this, [this](int index) {
        const models::EnvironmentEntry* chosen = entryAt(m_presenter, index);
        refill(); // shows what is active until the engine has switched
        if (chosen)
            m_presenter.setEnvironment(chosen->name);
    });
    refill();
}

void EnvironmentCombo::refill()
{
    const QSignalBlocker quiet(this);
    clear();
    for (const models::EnvironmentEntry& entry : m_presenter.environments()) {
        const QString arrow(QChar(0x2192));
        QString text = QStringLiteral("%1 %2 %3").arg(entry.name, arrow, destinationName(entry.destination));
        if (entry.live)
            text = tr("%1, live").arg(text);
        addItem(text);
        if (entry.name == m_presenter.environment())
            setCurrentIndex(count() - 1);
    }
    setVisible(count() > 0);
    setToolTip(currentText());
    updateGeometry();
    update();
}

Token EnvironmentCombo::fieldFill() const
{
    return m_presenter.isLive() ? Token::WarnSoft : Token::Raised;
}

Token EnvironmentCombo::entryInk() const
{
    return m_presenter.isLive() ? Token::Warn : Token::Text;
}

int EnvironmentCombo::entryWidth() const
{
    const models::EnvironmentEntry* entry = entryAt(m_presenter, currentIndex());
    if (!entry)
        return ComboBox::entryWidth();
    const QFontMetrics metrics(theme().font(TextRole::Body));
    return metrics.horizontalAdvance(entry->name) + arrowGap + iconSide + iconBefore + iconSide + gap +
           metrics.horizontalAdvance(destinationName(entry->destination));
}

void EnvironmentCombo::paintEntry(QPainter& painter, const QRect& rect)
{
    const models::EnvironmentEntry* entry = entryAt(m_presenter, currentIndex());
    if (!entry) {
        ComboBox::paintEntry(painter, rect);
        return;
    }
    const QString destination = destinationName(entry->destination);
    painter.setFont(theme().font(TextRole::Body));
    painter.setPen(theme().color(entryInk()));
    const QFontMetrics metrics = painter.fontMetrics();
    const auto visual = [&](int x, int width, int height) {
        return QStyle::visualRect(layoutDirection(), rect,
                                  QRect(x, rect.y() + (rect.height() - height) / 2, width, height));
    };
    const int fixed = arrowGap + iconBefore + 2 * iconSide + gap + metrics.horizontalAdvance(destination);
    const QString name = metrics.elidedText(entry->name, Qt::ElideRight, qMax(0, rect.width() - fixed));
    int x = rect.x();
    painter.drawText(visual(x, metrics.horizontalAdvance(name) + 1, rect.height()), Qt::AlignVCenter, name);
    x += metrics.horizontalAdvance(name) + arrowGap;
    theme().paintIcon(painter, visual(x, iconSide, iconSide), Icon::Arrow,
                      m_presenter.isLive() ? Token::Warn : Token::Text2);
    x += iconSide + iconBefore;
    theme().paintIcon(painter, visual(x, iconSide, iconSide), iconOf(entry->destination), entryInk());
    x += iconSide + gap;
    painter.drawText(visual(x, metrics.horizontalAdvance(destination) + 1, rect.height()), Qt::AlignVCenter,
                     destination);
}

} // namespace hw::widgets
