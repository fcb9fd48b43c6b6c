#include "ui/widgets/palettedialog.h"

#include "ui/models/palettepresenter.h"
#include "ui/widgets/palettedelegate.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace hw::widgets {

namespace {

constexpr int usualWidth = 600;
constexpr int margin = 8;
constexpr int leastRows = 1;
constexpr int rowsShown = 12;

} // namespace

PaletteDialog::PaletteDialog(const Theme& theme, models::PalettePresenter& presenter, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_edit(new QLineEdit)
    , m_list(new QListView)
{
    setObjectName(QStringLiteral("palette"));
    setWindowTitle(tr("Go to or run"));
    setAccessibleName(windowTitle());
    m_edit->setObjectName(QStringLiteral("paletteField"));
    m_edit->setPlaceholderText(tr("Go to source, event, field, or type a command"));
    m_edit->setAccessibleName(m_edit->placeholderText());
    m_edit->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("What was found"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setItemDelegate(new PaletteDelegate(theme, this));
    m_list->setModel(&presenter.model());

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(margin);
    column->addWidget(m_edit);
    column->addWidget(m_list, 1);

    connect(m_edit, &QLineEdit::textEdited, &presenter, &models::PalettePresenter::setQuery);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) { choose(index.row()); });
    const auto first = [this] {
        m_list->setCurrentIndex(m_presenter.model().index(0));
        fit();
    };
    connect(&presenter.model(), &QAbstractItemModel::modelReset, this, first);
    connect(&presenter.model(), &QAbstractItemModel::rowsInserted, this, first);
    const auto dress = [this] {
        QPalette colours = m_theme.palette();
        colours.setColor(QPalette::Base, m_theme.color(Token::Raised));
        m_list->setPalette(colours);
    };
    connect(&theme, &Theme::changed, this, dress);
    dress();
}

void PaletteDialog::openWith(std::vector<models::PaletteEntry> entries, int top)
{
    m_top = top;
    ++m_opened;
    m_edit->clear();
    m_presenter.open(std::move(entries));
    fit();
    show(); // not modal: a click elsewhere closes it and does what it does
    activateWindow();
    m_edit->setFocus(Qt::PopupFocusReason);
}

void PaletteDialog::fit()
{
    const int rows = std::clamp(m_presenter.model().rowCount(), leastRows, rowsShown);
    const int height = 3 * margin + m_edit->sizeHint().height() + rows * m_theme.height(Height::Row);
    const QWidget* window = parentWidget()->window();
    const int wide = std::min(usualWidth, window->width() - 2 * margin);
    const int x = window->mapToGlobal(QPoint((window->width() - wide) / 2, 0)).x();
    setGeometry(x, m_top, wide, height);
}

bool PaletteDialog::event(QEvent* event)
{
    if (event->type() == QEvent::WindowDeactivate) {
        // Later: hiding itself deactivates the window.
        QMetaObject::invokeMethod(
            this,
            [this, opened = m_opened] {
                if (opened == m_opened && isVisible() && !isActiveWindow())
                    reject();
            },
            Qt::QueuedConnection);
    }
    return QDialog::event(event);
}

bool PaletteDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Down: moveCurrent(1); return true;
        case Qt::Key_Up: moveCurrent(-1); return true;
        case Qt::Key_PageDown: moveCurrent(rowsShown - 1); return true;
        case Qt::Key_PageUp: moveCurrent(1 - rowsShown); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: choose(m_list->currentIndex().row()); return true;
        default: break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void PaletteDialog::moveCurrent(int rows)
{
    const int count = m_presenter.model().rowCount();
    if (count == 0)
        return;
    const int at = m_list->currentIndex().row();
    // One step past an end comes round; a page stops at it.
    const bool step = rows == 1 || rows == -1;
    const int to = step ? (at + rows + count) % count : std::clamp(at + rows, 0, count - 1);
    m_list->setCurrentIndex(m_presenter.model().index(to));
}

void PaletteDialog::choose(int row)
{
    if (row < 0 || row >= m_presenter.model().rowCount())
        return;
    const models::PaletteEntry entry = m_presenter.model().entry(row);
    accept();
    Q_EMIT chosen(entry);
}

void PaletteDialog::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(m_theme.color(Token::Line2));
    painter.setBrush(m_theme.color(Token::Raised));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace hw::widgets
