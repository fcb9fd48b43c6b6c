#include "ui/widgets/scripthistory.h"

#include "ui/models/scriptpresenter.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/comparepane.h"
#include "ui/widgets/line.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QVBoxLayout>

namespace hw::widgets {

using models::ScriptPresenter;

namespace {

constexpr QSize usual(1000, 600);
constexpr QSize smallest(720, 420);
constexpr int listWidth = 216;
constexpr int padding = 12;

models::ScriptDialect dialectOf(const ScriptPresenter& presenter)
{
    return presenter.isTypeScript() ? models::ScriptDialect::TypeScript : models::ScriptDialect::JavaScript;
}

QHBoxLayout* buttonRow()
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(padding, padding, padding, padding);
    row->setSpacing(8);
    row->addStretch();
    return row;
}

} // namespace

ScriptHistory::ScriptHistory(const Theme& theme, ScriptPresenter& presenter, const Clock& clock, QWidget* parent)
    : QDialog(parent)
    , m_presenter(presenter)
    , m_clock(clock)
    , m_list(new QListWidget)
    , m_compare(new ComparePane(theme))
    , m_restore(new Button(theme, tr("Restore this version"), ButtonKind::Primary, Icon::Replay))
{
    setObjectName(QStringLiteral("scriptHistory"));
    setWindowTitle(tr("Script history"));
    setMinimumSize(smallest);
    resize(usual);
    m_list->setObjectName(QStringLiteral("versionList"));
    m_list->setAccessibleName(tr("Versions"));
    m_list->setFixedWidth(listWidth);
    m_list->setFrameShape(QFrame::NoFrame);
    m_restore->setObjectName(QStringLiteral("restoreVersion"));
    m_restore->setEnabled(false);
    m_compare->setDialect(dialectOf(presenter));
    auto* close = new Button(theme, tr("Close"));
    close->setObjectName(QStringLiteral("closeHistory"));

    auto* content = new QHBoxLayout;
    content->setSpacing(0);
    content->addWidget(m_list);
    content->addWidget(new Line(theme, Qt::Vertical));
    content->addWidget(m_compare, 1);
    auto* buttons = buttonRow();
    buttons->addWidget(close);
    buttons->addWidget(m_restore);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(content, 1);
    column->addWidget(new Line(theme, Qt::Horizontal));
    column->addLayout(buttons);

    connect(close, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(m_restore, &QAbstractButton::clicked, this, &ScriptHistory::restore);
    connect(m_list, &QListWidget::currentRowChanged, this, [this] {
        m_restore->setEnabled(false);
        if (selected() > 0)
            m_presenter.requestVersionText(selected());
    });
    connect(&presenter, &ScriptPresenter::versionsReady, this, &ScriptHistory::fill);
    connect(&presenter, &ScriptPresenter::versionTextReady, this, &ScriptHistory::showText);
    connect(&presenter, &ScriptPresenter::sourceChanged, this, &QDialog::reject);
    presenter.requestVersions();
}

int ScriptHistory::selected() const
{
    const QListWidgetItem* item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toInt() : 0;
}

void ScriptHistory::fill(const std::vector<workspace::ScriptVersion>& versions)
{
    m_list->clear();
    for (auto it = versions.rbegin(); it != versions.rend(); ++it) {
        const QString time = models::dateTimeText(it->savedAt, m_clock.now()).section(u'.', 0, 0);
        auto* item = new QListWidgetItem(tr("v%1   %2").arg(it->number).arg(time), m_list);
        item->setData(Qt::UserRole, it->number);
    }
    m_list->setCurrentRow(0);
    m_list->setFocus(Qt::OtherFocusReason);
}

void ScriptHistory::showText(int number, const QString& text)
{
    if (number != selected())
        return;
    m_shown = text;
    m_compare->setTexts(tr("v%1").arg(number), text, tr("Working copy"), m_presenter.text());
    m_restore->setEnabled(text != m_presenter.text());
}

void ScriptHistory::restore()
{
    m_presenter.restore(m_shown);
    accept();
}

ScriptConflict::ScriptConflict(const Theme& theme, ScriptPresenter& presenter, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("scriptConflict"));
    setWindowTitle(tr("The script was changed outside"));
    setMinimumSize(smallest);
    resize(usual);
    auto* compare = new ComparePane(theme);
    compare->setDialect(dialectOf(presenter));
    compare->setTexts(tr("The file"), presenter.fileText(), tr("Working copy"), presenter.text());
    auto* keep = new Button(theme, tr("Keep mine"));
    auto* take = new Button(theme, tr("Take the file"));
    auto* close = new Button(theme, tr("Decide later"));
    keep->setObjectName(QStringLiteral("conflictKeep"));
    take->setObjectName(QStringLiteral("conflictTake"));
    close->setObjectName(QStringLiteral("conflictLater"));
    auto* buttons = buttonRow();
    for (Button* button : {close, take, keep})
        buttons->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(compare, 1);
    column->addWidget(new Line(theme, Qt::Horizontal));
    column->addLayout(buttons);
    connect(close, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(keep, &QAbstractButton::clicked, this, [this, &presenter] {
        presenter.keepMine();
        accept();
    });
    connect(take, &QAbstractButton::clicked, this, [this, &presenter] {
        presenter.takeFile();
        accept();
    });
    connect(&presenter, &ScriptPresenter::sourceChanged, this, &QDialog::reject);
}

} // namespace hw::widgets
