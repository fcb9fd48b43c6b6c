#pragma once

#include "ui/models/eventdetail.h"
#include "ui/models/jsontreemodel.h"

#include <QThreadPool>
#include <QWidget>

#include <memory>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;

namespace hw::widgets {

class HexView;
class JsonTreeView;
class Label;
class Theme;
class ToolButton;

/// A body as Tree, Raw or Hex, with the selected value's path and find. A picture is shown in the tree's place.
class BodyPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BodyPane)

public:
    enum class Mode { Tree, Raw, Hex };

    BodyPane(const Theme& theme, const QString& title, QWidget* parent = nullptr);

    /// `note` stands in the tree's place where there is no tree. The mode that was chosen stays where it can be shown.
    void setBody(const QByteArray& bytes, std::shared_ptr<const json::Value> tree, const QString& note);
    /// A JSON body that is too large for a tree of values.
    void setLargeBody(const QByteArray& bytes, std::shared_ptr<json::Outline> outline);
    void setMode(Mode mode);
    [[nodiscard]] Mode mode() const { return m_mode; }
    void startFind();
    [[nodiscard]] JsonTreeView& tree() { return *m_tree; }

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void present(const QByteArray& bytes, const QString& note);
    void showPath(const QString& path);
    void findNext();
    void showRaw();
    /// Reads the body as a picture, away from the window.
    void startPicture();
    void showPicture(const QImage& picture);

    const Theme& m_theme;
    QByteArray m_bytes;
    models::JsonTreeModel m_model;
    bool m_hasTree = false;
    Mode m_mode = Mode::Tree;
    Mode m_chosen = Mode::Tree;
    QButtonGroup* m_modes;
    Label* m_path;
    ToolButton* m_copy;
    QLineEdit* m_find;
    QStackedWidget* m_stack;
    JsonTreeView* m_tree;
    QPlainTextEdit* m_raw;
    HexView* m_hex;
    Label* m_note;
    QLabel* m_picture;
    QThreadPool m_pool;
    quint64 m_generation = 0; ///< of the body
    bool m_hasPicture = false;
};

} // namespace hw::widgets
